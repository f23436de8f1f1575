import { isDayPeriod } from "./day-periods.ts";
import { type Era, eras } from "./era-words.ts";
import { wordKey, wordsIn } from "./word-key.ts";

/** The words in a gap between the numbers of a header. */
export type Slot = {
  readonly eras: readonly Era[];
  /** The day period as written, or "". */
  readonly period: string;
  /** The gap as a part of a Unicode date pattern. */
  readonly pattern: string;
};

/** Words between date and time, and after numbers, that say nothing: "at", "o'clock", "year". */
const fillers = new Set(
  wordsIn(
    "à às alas alle at klo kl klock la o ob om pukul saat u uhr um v στις в о ê г гг год ч नि ga hodź t h s 日 일 秒 초 ཆུཚོད",
  ).map(wordKey),
);

const erasByWord = new Map<string, Era[]>();
for (const era of eras) {
  for (const word of wordsIn(era.words)) erasByWord.set(word, [...(erasByWord.get(word) ?? []), era]);
}

const word = /[^\s,،、()#]+/gu;

/**
 * What stands in `gap`: an era, a day period, both or neither. Undefined if it has a word that is none of those. `beside` says which of the two may stand
 * there: an era beside the date, a day period beside the time. "AP" is one in Persia and the other in Finland.
 */
export function readSlot(gap: string, beside: "date" | "time" | "both"): Slot | undefined {
  const key = `${beside} ${gap}`;
  const known = slots.get(key);
  if (known !== undefined) return known ?? undefined;
  const slot = slotOf(gap, beside);
  if (slots.size < mostSlots) slots.set(key, slot ?? null);
  return slot;
}

/** What was found in gaps, which are the same in all headers of a chat. Null for a gap with an unknown word. */
const slots = new Map<string, Slot | null>();
const mostSlots = 1000;

function slotOf(gap: string, beside: "date" | "time" | "both"): Slot | undefined {
  const words = Array.from(gap.matchAll(word), ({ 0: text, index }) => ({ text, index, key: wordKey(text) }));
  const meant = words.filter(({ key, text }) => key !== "" && !(fillers.has(key) && !isEraOrPeriod(text)));
  for (let cut = meant.length; cut >= 0; cut -= 1) {
    const [before, after] = [meant.slice(0, cut), meant.slice(cut)];
    const found = erasByWord.get(before.map(({ key }) => key).join(""));
    const period = spanOf(gap, after);
    if (before.length > 0 && (found === undefined || beside === "time")) continue;
    if (after.length > 0 && (!isDayPeriod(period) || beside === "date")) continue;
    return { eras: found ?? [], period, pattern: patternOf(gap, spanOf(gap, before), period) };
  }
  return undefined;
}

function isEraOrPeriod(text: string): boolean {
  return isDayPeriod(text) || erasByWord.has(wordKey(text));
}

/** The part of `gap` from the first of `words` to the last. */
function spanOf(gap: string, words: readonly { readonly text: string; readonly index: number }[]): string {
  const [first, last] = [words[0], words.at(-1)];
  return first === undefined || last === undefined
    ? ""
    : gap.slice(first.index, last.index + last.text.length);
}

function patternOf(gap: string, era: string, period: string): string {
  const eraAt = era === "" ? gap.length : gap.indexOf(era);
  const periodAt = period === "" ? gap.length : gap.lastIndexOf(period);
  const [one, two] = [quoted(gap.slice(0, Math.min(eraAt, periodAt))), era === "" ? "" : "G"];
  const middle = era === "" ? "" : quoted(gap.slice(eraAt + era.length, periodAt));
  const rest = period === "" ? "" : `a${quoted(gap.slice(periodAt + period.length))}`;
  return `${one}${two}${middle}${rest}`;
}

/** `text` as literal text of a Unicode date pattern. */
export function quoted(text: string): string {
  return text.replace(/[\p{L}\p{M}']+/gu, (letters) => `'${letters.replaceAll("'", "''")}'`);
}
