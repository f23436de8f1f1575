/**
 * Takes a count and the seconds at which it was reached, one reading after the other, and gives how much the count grew a second
 * over the last `span` seconds: from the newest reading that is that old, or from the one before where readings are further apart.
 * `start` is the count at second 0.
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
