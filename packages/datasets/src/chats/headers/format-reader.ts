import { problem } from "@tenetjs/core/internals";
import { hourOfDay } from "./day-periods.ts";
import type { FieldOrder, Header } from "./header.ts";
import { plainStart } from "./plain-start.ts";
import { readSlot } from "./slot.ts";

/**
 * A reader of headers in one format, a Unicode date pattern with `d`, `M`, `y`, `G` (an era), `H` or `h`, `mm`, `ss`, `a` (a day period of any language) and
 * words in single quotes. It returns undefined for a line without such a header, or whose time does not exist.
 *
 * @throws {RangeError} when the format lacks a day, month, year, hour or minute, or has a field twice.
 */
export function formatReader(format: string): (line: string) => Header | undefined {
  const order = fieldOrder(format);
  const pattern = compile(format);
  return (line) => {
    const start = plainStart(line, longestHeader);
    const match = pattern.exec(start.text);
    if (match === null) return undefined;
    const {
      day = "",
      month = "",
      year = "",
      hour,
      minute,
      second = "0",
      period = "",
      era = "",
    } = match.groups ?? {};
    const [eraSlot, periodSlot] = [readSlot(era, "date"), readSlot(period, "time")];
    if (eraSlot === undefined || periodSlot === undefined) return undefined;
    const hours = hourOfDay(Number(hour), periodSlot.period);
    if (hours === undefined || hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
    const fields: Record<string, string> = { d: day, M: month, y: year };
    const [first = "", middle = "", third = ""] = [...order].map((letter) => fields[letter] ?? "");
    return {
      numbers: [first, middle, third],
      eras: eraSlot.eras,
      orders: [order],
      hour: hours,
      minute: Number(minute),
      second: Number(second),
      period: periodSlot.period,
      dateShape: format,
      template: format,
      bracketed: format.startsWith("["),
      length: start.at[match[0].length] ?? match[0].length,
    };
  };
}

/** No header is longer. */
const longestHeader = 400;

const field = /'([^']*)'|d+|M+|y+|G+|[Hh]+|m+|s+|a/gu;

function fieldOrder(format: string): FieldOrder {
  const letters = Array.from(format.matchAll(field), ([token]) => token.charAt(0)).filter((l) => l !== "'");
  const count = (one: string) => letters.filter((letter) => one.includes(letter)).length;
  const once = ["d", "M", "y", "Hh", "m"].every((one) => count(one) === 1);
  if (once && ["s", "a", "G"].every((one) => count(one) <= 1)) {
    return letters.filter((letter) => "dMy".includes(letter)).join("") as FieldOrder;
  }
  throw new RangeError(
    problem(
      "readChat",
      "format to have each of d, M, y, H or h, and mm once",
      format,
      'Write it as in "M/d/yy, h:mm a - ", with letters that are not a field in single quotes.',
    ),
  );
}

/** Every repetition is bounded, so that a match reads only some tens of characters of a line, however long it is. */
const fields: Readonly<Record<string, string>> = {
  d: "(?<day>\\d{1,2})",
  M: "(?<month>\\d{1,2})",
  y: "(?<year>\\d{1,4})",
  G: "(?<era>[^\\d\\[\\]]{0,24}?)",
  H: "(?<hour>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  m: "(?<minute>\\d{1,2})",
  s: "(?<second>\\d{1,2})",
  a: "(?<period>[^\\d\\[\\]]{0,24}?)",
};

function compile(format: string): RegExp {
  let source = "";
  let from = 0;
  for (const { 0: token, 1: word, index } of format.matchAll(field)) {
    source += literal(format.slice(from, index));
    source += word === undefined ? (fields[token.charAt(0)] ?? "") : literal(word);
    from = index + token.length;
  }
  return new RegExp(`^${source}${literal(format.slice(from))}`, "iu");
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\p{Zs}/gu, " {0,3}");
}
