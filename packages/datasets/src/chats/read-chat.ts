import { TenetError } from "@tenetjs/core";
import { checkChoice, checkOptions, excerpt, phrase, problem } from "@tenetjs/core/internals";
import { divide } from "./authors.ts";
import type { Chat, ChatForm, ChatMessage, DateOrder, UnreadLine } from "./chat.ts";
import { classify } from "./classify.ts";
import type { Decision } from "./date-order.ts";
import { decideOrders } from "./decide-orders.ts";
import { inferredEditedNote } from "./edited-note.ts";
import { grouped } from "./grouped.ts";
import { dateOf } from "./headers/date-of.ts";
import { formatReader } from "./headers/format-reader.ts";
import type { CalendarDate } from "./headers/gregorian-date.ts";
import type { Header } from "./headers/header.ts";
import { isRead, readHeader, type UnreadHeader } from "./headers/read-header.ts";
import { afterVisible, withoutMarks } from "./invisible-marks.ts";
import { linesOf } from "./lines.ts";
import { type Found, messageStarts } from "./message-starts.ts";

export type ReadChatOptions = {
  /** The order of the numbers in dates. Default: inferred from the whole file. */
  readonly dateOrder?: DateOrder["order"];
  /** The format of the headers as a Unicode date pattern (UTS 35), such as `"d.M.yy 'kl.' H.mm - "`. Default: the forms of all locales. */
  readonly format?: string;
};

/**
 * The messages of `text`, a chat exported by WhatsApp on Android or iOS, in any locale. Pass the text with the line endings that it has in the file.
 *
 * A message starts at a line with a header (date and time). Every other line continues the message before it. Headers of all known forms are
 * read, and one file may have several; `forms` lists them. Lines that look like a header and are not read are listed in `unread`: those with a
 * word that no language has there, or with a date that does not exist (31/02, or a month above 12 in the inferred order).
 *
 * A name ends at the first colon that is followed by a space, unless all messages of that name have a later one. What WhatsApp itself wrote is
 * recognised by the mark before it, by its form and by the words of 57 languages, not all of which have each kind; everything else is text. Time and memory are linear in the length
 * of the text, and nothing leaves the process.
 *
 * @throws {TenetError} `NOT_A_CHAT` when no line starts with a header; `UNKNOWN_HEADER`, with the line and the part that is not known, when
 * lines look like headers and none is read.
 * @throws {RangeError} when `format` lacks a field or has one twice, or when both `format` and `dateOrder` are given.
 */
export function readChat(text: string, options: ReadChatOptions = {}): Chat {
  checkOptions("readChat", options, { dateOrder: true, format: true });
  const { dateOrder, format } = options;
  checkOrder(dateOrder, format);
  const all = linesOf(text);
  const { lines } = all;
  const visible = lines.map(({ raw }) => withoutMarks(raw));
  const { found, unread } = findHeaders(visible, format === undefined ? readHeader : formatReader(format));
  const { starts, pasted } = messageStarts(all, found);
  const decisions = decide(starts, format === undefined ? dateOrder : undefined, format !== undefined);
  const dated: Dated[] = [];
  for (const start of starts) {
    const decision = decisions.get(start.header) as Decision;
    const date = dateOf(start.header, decision.fields);
    if (date !== undefined) dated.push({ ...start, date, decision });
    else if (looksLikeMessage(visible[start.line]?.slice(start.header.length) ?? ""))
      unread.push({
        line: start.line,
        why: `with the ${decision.dateOrder.order.replace("-first", "")} first, there is no such date`,
      });
  }
  const unreadLines = listed(unread, visible);
  if (dated.length === 0) throw notAChat(visible, unreadLines);

  const rests = dated.map(({ line, header }) => visible[line]?.slice(header.length) ?? "");
  const divisions = divide(
    rests.map((rest, index) => ({ rest, bracketed: dated[index]?.header.bracketed === true })),
  );
  const bodies = dated.map((start, index) => {
    const { author, textAt } = divisions[index] ?? { author: null, textAt: 0 };
    const [, ...others] = visible.slice(start.line, dated[index + 1]?.line);
    const whole = [rests[index]?.slice(textAt) ?? "", ...others].join("\n");
    const raw = afterVisible(lines[start.line]?.raw ?? "", start.header.length + textAt);
    return { time: timeOf(start), author, raw, whole, bracketed: start.header.bracketed };
  });
  const note = inferredEditedNote(bodies.filter(isOfAuthor));
  const messages = bodies.map((body): ChatMessage => {
    const { time, whole } = body;
    if (!isOfAuthor(body)) return { time, author: null, text: whole, kind: "system", edited: false };
    const { kind, text, edited } = classify(body, note);
    return { time, author: kind === "system" ? null : body.author, text, kind, edited };
  });
  return {
    messages,
    forms: formsOf(dated),
    skippedLines: dated[0]?.line ?? 0,
    unread: unreadLines,
    quotedAuthors: quotedAuthors(pasted, visible),
  };
}

function isOfAuthor<Body extends { readonly author: string | null }>(
  body: Body,
): body is Body & { readonly author: string } {
  return body.author !== null;
}

type Dated = Found & { readonly date: CalendarDate; readonly decision: Decision };
type Unread = { readonly line: number; readonly why: string };

function checkOrder(dateOrder: string | undefined, format: string | undefined): void {
  if (dateOrder === undefined) return;
  checkChoice("readChat", "dateOrder", dateOrder, ["day-first", "month-first", "year-first"]);
  if (format === undefined) return;
  throw new RangeError(
    problem(
      "readChat",
      "dateOrder or format, not both",
      format,
      "Put d and M in the right order in the format.",
    ),
  );
}

function findHeaders(
  lines: readonly string[],
  read: (line: string) => Header | UnreadHeader | undefined,
): { readonly found: Found[]; readonly unread: Unread[] } {
  const found: Found[] = [];
  const unread: Unread[] = [];
  lines.forEach((text, line) => {
    const header = read(text);
    if (isRead(header)) found.push({ line, header });
    else if (header !== undefined && looksLikeMessage(text.slice(header.length)))
      unread.push({ line, why: `it has ${header.what}` });
  });
  return { found, unread };
}

/** Whether a name may stand at the start of `rest`, which follows what looks like a header. */
function looksLikeMessage(rest: string): boolean {
  return /^[^:]{1,60}:(?!\d)/.test(rest);
}

/** The order of the date of each header. A `format` says it itself. */
function decide(
  starts: readonly Found[],
  told: DateOrder["order"] | undefined,
  formatted: boolean,
): ReadonlyMap<Header, Decision> {
  const decisions = decideOrders(
    starts.map(({ header }) => header),
    told,
  );
  if (!formatted) return decisions;
  return new Map(
    Array.from(decisions, ([header, { fields, dateOrder }]): [Header, Decision] => {
      const statement = `${dateOrder.order.replace("-", " ")}: set by an option`;
      return [header, { fields, dateOrder: { ...dateOrder, evidence: "option", statement } }];
    }),
  );
}

function formsOf(dated: readonly Dated[]): ChatForm[] {
  return Array.from(grouped(dated, formatOf), ([format, alike]) => {
    return { format, messages: alike.length, dateOrder: alike[0].decision.dateOrder };
  }).sort((a, b) => b.messages - a.messages);
}

/** The format of a header, with the letters of its fields. */
function formatOf({ header: { template, numbers }, decision: { fields } }: Dated): string {
  return template.replace(/[123]/g, (place) => {
    const field = fields.charAt(Number(place) - 1);
    const digits = numbers[Number(place) - 1]?.length ?? 0;
    return field === "y" ? "y".repeat(digits === 2 || digits === 4 ? digits : 1) : field;
  });
}

/** The names in headers that were pasted into messages. */
function quotedAuthors(pasted: readonly Found[], lines: readonly string[]): string[] {
  const names = pasted.flatMap(({ line, header }) => {
    const rest = lines[line]?.slice(header.length, header.length + longestName) ?? "";
    const colon = rest.indexOf(":");
    return colon > 0 ? [rest.slice(0, colon)] : [];
  });
  return [...new Set(names)];
}

const longestName = 256;

/** `unread` in the order of the lines, with the start of each. */
function listed(unread: readonly Unread[], lines: readonly string[]): UnreadLine[] {
  return [...unread]
    .sort((a, b) => a.line - b.line)
    .map(({ line, why }) => ({ line: line + 1, text: shortened(lines[line] ?? ""), why }));
}

/** `2024-03-05T14:07:09`. */
function timeOf({ date: { year, month, day }, header: { hour, minute, second } }: Dated): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function notAChat(lines: readonly string[], [unread]: readonly UnreadLine[]): TenetError {
  if (unread !== undefined) {
    const expected = `a date and a time in the form of a known locale at the start of line ${unread.line}`;
    const got = phrase(`${excerpt(unread.text)}: ${unread.why}`);
    return new TenetError("UNKNOWN_HEADER", problem("readChat", expected, got));
  }
  const first = excerpt(lines.find((line) => line.trim() !== "") ?? "");
  return new TenetError(
    "NOT_A_CHAT",
    problem(
      "readChat",
      "a WhatsApp export",
      phrase(`no line that starts with a date and a time (first line: ${first})`),
      'Export the chat from the app with "Export chat > Without media".',
    ),
  );
}
