/**
 * At most about `count` of the points: every second, fourth and so on, and the last one. Which they are does not depend on how many follow, so that a
 * curve that grows does not flicker.
 */
export function thinned<Type>(points: readonly Type[], count: number): readonly Type[] {
  if (points.length <= count) return points;
  const stride = 2 ** Math.ceil(Math.log2(points.length / count));
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}
