import { hourOfDay } from "./day-periods.ts";
import type { Header } from "./header.ts";
import { type PlainStart, plainStart } from "./plain-start.ts";
import { possibleOrders } from "./possible-orders.ts";
import { quoted, readSlot } from "./slot.ts";

/** A line that has the parts of a header but is not known as one: `what` says what is not. */
export type UnreadHeader = { readonly what: string; readonly length: number };

/**
 * The header at the start of `line`, which has no invisible marks, in the form of any locale; an {@link UnreadHeader} if it has the parts of a header,
 * one of which is not known; undefined for any other line. It takes the same time for lines of any length.
 *
 * A header is a date and a time in either order, in brackets or followed by a dash or a colon. The table of parts in this file has what may
 * separate their numbers; between and around them stand eras and day periods of any language.
 */
export function readHeader(line: string): Header | UnreadHeader | undefined {
  const start = plainStart(line, longestHeader);
  let unread: UnreadHeader | undefined;
  // Its colon may be the one after a name.
  let upToColon: UnreadHeader | undefined;
  for (const { pattern, dateFirst } of patterns) {
    const match = pattern.exec(start.text);
    if (match === null) continue;
    const length = start.at[match[0].length] ?? match[0].length;
    const header = interpret(match.groups as Groups, { dateFirst, length, zero: start.zero });
    if (isRead(header)) return header;
    if (match[0].endsWith(": ")) upToColon ??= header;
    else unread ??= header;
  }
  return unread ?? loose(start) ?? upToColon;
}

/** A time, another number and few words, and then the end of a header: a date in words, or parts that no known form has. */
function loose({ text, at }: PlainStart): UnreadHeader | undefined {
  const match = looseHeader.exec(text);
  const head = match?.[1] ?? "";
  if (match === null || !/\d/.test(head.replace(clock, "")) || (head.match(/\p{L}+/gu)?.length ?? 0) > 5)
    return undefined;
  // A comma ends many sentences too, so that all five numbers of a date and a time have to stand before it.
  if (match[0].endsWith(", ") && (head.match(/\d+/g)?.length ?? 0) < 5) return undefined;
  return {
    what: "a date or a time in a form that is not known",
    length: at[match[0].length] ?? match[0].length,
  };
}

const clock = /\d{1,2} ?[:.h] ?\d{2}/;
const looseHeader =
  /^\[?(?=[^[\]]{0,40}\d{1,2} ?[:.h] ?\d{2})(?=[^\d]{0,14}\d)([^[\]"?!;@]{6,48}?)(?:\] {0,3}| {1,3}[-\u2010-\u2015] |(?<=\d), (?=[^:\d]{1,60}:))/u;

/** Whether a header was read. */
export function isRead(header: Header | UnreadHeader | undefined): header is Header {
  return header !== undefined && "numbers" in header;
}

/** A header has three numbers and two words of a date, three numbers and two words of a time, and little more. */
const longestHeader = 160;

/** Every repetition is bounded, so that a match reads only the first characters of a line. */
const parts = {
  // A digit before a letter may begin a word: "2ja" is a day period of Anii.
  words: "(?:[^\\d\\[\\]]|\\d(?=\\p{L})){0,24}?",
  gap: "[^\\d\\[\\]]{1,32}?",
  date: [
    "(?<first>\\d{1,4})",
    "(?<gap1> ?[-/.\\u2010-\\u2015年년] ?)",
    "(?<second>\\d{1,4}|[ivx]{1,4})",
    "(?<gap2> ?[-/.\\u2010-\\u2015月월] ?| )",
    "(?<innerEra>[\\p{L}.]{0,8})",
    "(?<third>\\d{1,4})",
  ].join(""),
  time: [
    "(?<hour>\\d{1,2})",
    "(?<colon1> ?(?:[:.：h時时點点시]|སྐར་མ་) ?)",
    "(?<minute>\\d{1,2})",
    "(?:(?<colon2> ?(?:[:.：分분]|min) ?)(?<seconds>\\d{1,2}))?",
  ].join(""),
};

const ends = [
  { open: "(?<open>\\[) ?", close: "(?<close>\\]) {0,3}" },
  { open: "(?<open>)", close: "(?:: | {1,3}(?<close>[-\\u2010-\\u2015])(?: {1,3}|$))" },
];

const patterns = ends.flatMap(({ open, close }) => {
  const around = (first: string, second: string) => {
    const words = `(?<before>${parts.words})${first}(?<between>${parts.gap})${second}(?<after>${parts.words})`;
    return new RegExp(`^${open}${words}${close}`, "iu");
  };
  return [
    { pattern: around(parts.date, parts.time), dateFirst: true },
    { pattern: around(parts.time, parts.date), dateFirst: false },
  ];
});

type Groups = Record<
  | "open"
  | "before"
  | "first"
  | "gap1"
  | "second"
  | "gap2"
  | "innerEra"
  | "third"
  | "between"
  | "hour"
  | "colon1"
  | "minute"
  | "after",
  string
> & { readonly colon2?: string; readonly seconds?: string; readonly close?: string };

function interpret(
  groups: Groups,
  {
    dateFirst,
    length,
    zero,
  }: { readonly dateFirst: boolean; readonly length: number; readonly zero: string },
): Header | UnreadHeader | undefined {
  const [before, inner, between, after] = [
    readSlot(groups.before, dateFirst ? "date" : "time"),
    readSlot(groups.innerEra, "date"),
    readSlot(groups.between, "both"),
    readSlot(groups.after, dateFirst ? "time" : "date"),
  ];
  if (before === undefined || inner === undefined || between === undefined || after === undefined) {
    const at = [before, inner, between, after].indexOf(undefined);
    const unknown = [groups.before, groups.innerEra, groups.between, groups.after][at] ?? "";
    return { what: `the words ${JSON.stringify(unknown.trim())}`, length };
  }
  const slots = [before, inner, between, after];
  const periods = slots.flatMap(({ period }) => (period === "" ? [] : [period]));
  if (periods.length > 1) return { what: "two parts of the day", length };
  const [period = ""] = periods;
  const hour = hourOfDay(Number(groups.hour), period);
  const [minute, second] = [Number(groups.minute), Number(groups.seconds ?? 0)];
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const eras = slots.flatMap((slot) => slot.eras);
  const middle = /\d/.test(groups.second) ? groups.second : fromRoman(groups.second);
  if (middle === undefined) return undefined;
  const numbers = [groups.first, middle, groups.third] as const;
  // "R6/3/5", "3/5/R6": an era without a space before a number.
  const attached = before.eras.length > 0 && !groups.before.endsWith(" ") && dateFirst;
  const yearAt = attached ? 0 : inner.eras.length > 0 ? 2 : undefined;
  const orders = possibleOrders(numbers, eras.length > 0).filter(
    (order) =>
      (middle === groups.second || order.charAt(1) === "M") &&
      (yearAt === undefined || order.charAt(yearAt) === "y"),
  );
  if (orders.length === 0) return undefined;

  const date = `1${quoted(groups.gap1)}2${quoted(groups.gap2)}${inner.pattern}3`;
  const seconds = groups.colon2 === undefined ? "" : `${quoted(groups.colon2)}ss`;
  const time = `${period === "" ? "H" : "h"}${quoted(groups.colon1)}mm${seconds}`;
  const [one, two] = dateFirst ? [date, time] : [time, date];
  const close = groups.open === "[" ? "] " : groups.close === undefined ? ": " : ` ${groups.close} `;
  return {
    numbers,
    eras,
    orders,
    ...{ hour, minute, second, period, length },
    dateShape: `${date} ${numbers.findIndex((number) => number.length > 2)} ${zero}`,
    template: `${groups.open}${before.pattern}${one}${between.pattern}${two}${after.pattern}${close}`,
    bracketed: groups.open === "[",
  };
}

const romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/** A month in Roman numerals, as Hawaiian has it, in digits. */
function fromRoman(month: string): string | undefined {
  const index = romans.indexOf(month.toLowerCase());
  return index < 0 ? undefined : String(index + 1);
}
