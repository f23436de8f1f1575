/**
 * A function that takes readings, each a count and the time in seconds at which it was reached, and returns the growth of the count
 * per second over the last `span` seconds. It measures from the newest reading that is `span` seconds old, or from the previous
 * reading if they are further apart. `start` is the count at second 0.
 */
export function recentRate(start: number, span = 10): (count: number, seconds: number) => number {
  const readings = [{ count: start, seconds: 0 }];
  return (count, seconds) => {
    while (readings.length > 1 && seconds - readings[1]!.seconds >= span) readings.shift();
    const base = readings[0]!;
    readings.push({ count, seconds });
    return (count - base.count) / Math.max(seconds - base.seconds, 1e-9);
  };
}
