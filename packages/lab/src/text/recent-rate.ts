/** The steps a second of the last seconds. */
export type RecentRate = {
  restart(step: number): void;
  add(step: number): void;
  /** NaN before two steps are known. */
  perSecond(): number;
};

/** The time that counts, in milliseconds. */
const longest = 8000;

/** A rate that knows no steps yet. */
export function recentRate(): RecentRate {
  let points: { readonly step: number; readonly time: number }[] = [];
  return {
    restart(step) {
      points = [{ step, time: performance.now() }];
    },
    add(step) {
      const time = performance.now();
      points.push({ step, time });
      while (points.length > 2 && time - (points[0] as { time: number }).time > longest) points.shift();
    },
    perSecond() {
      const [first, last] = [points[0], points.at(-1)];
      if (first === undefined || last === undefined || last.time === first.time) return Number.NaN;
      return (1000 * (last.step - first.step)) / (last.time - first.time);
    },
  };
}
