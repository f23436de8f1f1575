/**
 * For tests: whether `ours` is `factor` times as fast as `theirs`, by the shortest of their times. They run one after the other until
 * it shows, 400 times at most: what else the machine does cannot hide it for so long.
 */
export function isFaster(factor: number, ours: () => unknown, theirs: () => unknown): boolean {
  let [shortest, theirShortest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 400; round += 1) {
    theirShortest = Math.min(theirShortest, millisecondsOf(theirs));
    shortest = Math.min(shortest, millisecondsOf(ours));
    if (round >= 20 && factor * shortest < theirShortest) return true;
  }
  return false;
}

function millisecondsOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
