import { problem } from "@tenetjs/core/internals";

/**
 * The parts of a header format, as Unicode date patterns (UTS 35): `d` day, `M` month, `yy` or `yyyy` year, `H` or `h`
 * hour (of 24, of 12), `mm` minute, `ss` second, `a` AM or PM, and words in quotes. All have the day before the month; the actual order is
 * inferred later. A part that is a prefix of another comes after it, because the first match is taken.
 */
const dates = ["yyyy/M/d", "yyyy-M-d", "yyyy.M.d", ...["yyyy", "yy"].flatMap(dayAndMonthBefore)];
const joints = [", ", " 'à' ", " 'klo' ", " "];
const times = ["h:mm:ss a", "h.mm.ss a", "H:mm:ss", "H.mm.ss", "h:mm a", "h.mm a", "H:mm", "H.mm"];
const frames = [
  { open: "[", close: ["] "] },
  { open: "", close: [" - ", " – ", ": "] },
];

function dayAndMonthBefore(year: string): string[] {
  return [`d/M/${year}`, `d.M.${year}`, `d-M-${year}`, `d. M. ${year}.`];
}

/** The numbers of one header. `length` is its length in UTF-16 code units. */
export type Header = {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  /** 0 to 23, also for exports with a 12-hour clock. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** AM or PM as written, or "". */
  readonly meridiem: string;
  readonly length: number;
};

/** The format of the header at the start of `line`, with the day before the month; undefined if there is no header. */
export function formOf(line: string): string | undefined {
  for (const { open, close } of frames) {
    if (!line.startsWith(open)) continue;
    let form = open;
    let at = open.length;
    for (const choices of [dates, joints, times, close]) {
      const piece = choices.find((choice) => lengthAt(choice, line, at) > 0);
      if (piece === undefined) break;
      form += piece;
      at += lengthAt(piece, line, at);
      if (choices === close) return form;
    }
  }
  return undefined;
}

/**
 * A parser for headers of one format. It returns the numbers of the header at the start of a line, or undefined if there is no header
 * or its time does not exist (13 PM, minute 60). It does not check the date.
 *
 * @throws {RangeError} when the format lacks a day, month, year, hour or minute, or has a field twice.
 */
export function headerReader(form: string): (line: string) => Header | undefined {
  checkFields(form);
  const pattern = compile(form);
  return (line) => {
    pattern.lastIndex = 0;
    const match = pattern.exec(line);
    if (match === null) return undefined;
    const { day, month, year, hour, minute, second = "0", meridiem = "" } = match.groups ?? {};
    const hours = hourOfDay(Number(hour), meridiem);
    if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
    return {
      day: Number(day),
      month: Number(month),
      year: Number(year) + (year?.length === 2 ? 2000 : 0),
      hour: hours,
      minute: Number(minute),
      second: Number(second),
      meridiem,
      length: match[0].length,
    };
  };
}

function checkFields(form: string): void {
  const runs = form.replace(/'[^']*'/g, "").match(/d+|M+|y+|[Hh]+|m+|s+|a/g) ?? [];
  const count = (field: RegExp) => runs.filter((run) => field.test(run)).length;
  const needed = [/^d/, /^M/, /^(yy|yyyy)$/, /^[Hh]/, /^m/];
  if (needed.every((field) => count(field) === 1) && count(/^s/) <= 1 && count(/^a/) <= 1) return;
  throw new RangeError(
    problem(
      "readChat",
      "format to have each of d, M, yy or yyyy, H or h, and mm once",
      form,
      'Write it as in "M/d/yy, h:mm a - ", with letters that are not a field in single quotes.',
    ),
  );
}

/** The hour from 0 to 23: 12 AM is 0 and 12 PM is 12. Infinity for an hour above 12 with AM or PM, which the caller rejects. */
function hourOfDay(hour: number, meridiem: string): number {
  if (meridiem === "") return hour;
  if (hour > 12) return Number.POSITIVE_INFINITY;
  return (hour % 12) + (/^p/i.test(meridiem) ? 12 : 0);
}

const compiled = new Map<string, RegExp>();

function lengthAt(piece: string, line: string, at: number): number {
  const pattern = compiled.get(piece) ?? compile(piece);
  compiled.set(piece, pattern);
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex - at : 0;
}

const space = "[ \\u00A0\\u2009\\u202F]";

/** Every repetition is bounded, so that a match reads only some tens of characters of a line, however long it is. */
const fields: Readonly<Record<string, string>> = {
  d: "(?<day>\\d{1,2})",
  M: "(?<month>\\d{1,2})",
  yy: "(?<year>\\d{2})",
  yyyy: "(?<year>\\d{4})",
  H: "(?<hour>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  m: "(?<minute>\\d{2})",
  s: "(?<second>\\d{2})",
  a: `${space}?(?<meridiem>[ap]\\.?${space}?m\\.?)`,
};

function compile(form: string): RegExp {
  const source = form.replace(/ ?(a)|'([^']*)'|(y+)|(d|M|H|h|m|s)\4*|./gsu, (token, a, word, year, field) => {
    const known = fields[a ?? year ?? field ?? ""];
    if (known !== undefined) return known;
    return [...(word ?? token)].map(literal).join("");
  });
  return new RegExp(source, "iuy");
}

function literal(character: string): string {
  if (character === " ") return space;
  return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}
