/** At most about `count` of the points, evenly chosen, the last one among them. */
export function thinned<Type>(points: readonly Type[], count: number): readonly Type[] {
  if (points.length <= count) return points;
  const stride = Math.ceil(points.length / count);
  const last = points.length - 1;
  return points.filter((_, index) => (last - index) % stride === 0);
}
