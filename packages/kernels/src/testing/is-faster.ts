/**
 * Whether `ours` is at least `factor` times as fast as `theirs`, by the shortest of their times. Alternates them until it is, for at
 * most 400 rounds, so that other load on the machine does not decide.
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
