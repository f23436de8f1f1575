import { afternoonWords, beforeNoonWords, partsOfDay } from "./day-period-words.ts";
import { wordKey, wordsIn } from "./word-key.ts";

/** The hours of a day period: from `from` to before `to`, which may be after midnight. */
type Hours = readonly [from: number, to: number];

const known = new Map<string, Hours>([
  ...wordsIn(beforeNoonWords).map((word): [string, Hours] => [word, [0, 12]]),
  ...wordsIn(afternoonWords).map((word): [string, Hours] => [word, [12, 24]]),
  ...Object.entries(partsOfDay).flatMap(([hours, words]) => {
    const [from = 0, to = 24] = hours.split("-").map(Number);
    return wordsIn(words).map((word): [string, Hours] => [word, [from, to]]);
  }),
]);

/** Whether `word` is a day period of some language, such as "PM", "p. m." or "午後". */
export function isDayPeriod(word: string): boolean {
  return known.has(wordKey(word));
}

/**
 * The hour, 0 to 23, of `hour` on a clock with the day period `word`; undefined for an hour above 12. An empty word is a 24-hour clock, on which 24:05
 * is five minutes into the same day, as ICU has it.
 */
export function hourOfDay(hour: number, word: string): number | undefined {
  if (word === "") return hour === 24 ? 0 : hour;
  const [from, to] = known.get(wordKey(word)) ?? [0, 24];
  if (hour > 12) return undefined;
  const early = hour % 12;
  const fits = [early, early + 12, early + 24].find((candidate) => candidate >= from && candidate < to);
  return (fits ?? early + (from >= 12 ? 12 : 0)) % 24;
}
