import { TenetError } from "@tenetjs/core";
import { checkChoice, problem } from "@tenetjs/core/internals";
import { divide } from "./authors.ts";
import type { Chat, ChatMessage, DateOrder } from "./chat.ts";
import { classify } from "./classify.ts";
import { dateExists, inferDateOrder, orderOf, swapDayAndMonth, swapFields } from "./date-order.ts";
import { formOf, type Header, headerReader } from "./header-form.ts";
import { afterVisible, withoutMarks } from "./invisible-marks.ts";

export type ReadChatOptions = {
  /** Whether the day or the month comes first. Default: inferred from the whole file. */
  readonly dateOrder?: DateOrder["order"];
  /** The format of the headers as a Unicode date pattern (UTS 35), such as `"d.M.yy 'kl.' H.mm - "`. Default: the known format that matches. */
  readonly format?: string;
};

/**
 * The messages of `text`, a chat exported by WhatsApp on Android or iOS, in any locale.
 *
 * A message starts at a line with a header (date and time). Every other line continues the message before it. An
 * export has one header format: that of the first line with a header. A line whose date does not exist (31/02, or a month
 * above 12 in the inferred order of day and month) does not have a header. Years of two digits are 2000 to 2099.
 *
 * A name ends at the first colon that is followed by a space, unless all messages of that name have a later one. Markers of
 * media, deleted and edited messages are recognised in English, Dutch, German, Spanish and French; everything else is text. Time and
 * memory are linear in the length of the text, and nothing leaves the process.
 *
 * @throws {TenetError} `NOT_A_CHAT` when no line starts with a header.
 * @throws {RangeError} when `format` lacks a field or has one twice, or when both `format` and `dateOrder` are given.
 */
export function readChat(text: string, { dateOrder, format }: ReadChatOptions = {}): Chat {
  checkOptions(dateOrder, format);
  const raw = linesOf(text);
  const lines = raw.map(withoutMarks);
  const form = format ?? firstForm(lines);
  const found = form === undefined ? [] : findHeaders(lines, form);
  if (form === undefined || found.length === 0) throw notAChat(lines);

  const order = settle(found, form, dateOrder ?? (format === undefined ? undefined : orderOf(format)));
  const swapped = order.order !== orderOf(form);
  const starts = found
    .map(({ line, header }) => ({ line, header: swapped ? swapDayAndMonth(header) : header }))
    .filter(({ header }) => dateExists(header));
  const first = starts[0];
  if (first === undefined) throw notAChat(lines);

  const divisions = divide(
    starts.map(({ line, header }) => lines[line]?.slice(header.length) ?? ""),
    { tight: form.startsWith("[y") },
  );
  const messages = starts.map(({ line, header }, index): ChatMessage => {
    const { author, textAt } = divisions[index] ?? { author: null, textAt: 0 };
    const [firstLine = "", ...others] = lines.slice(line, starts[index + 1]?.line);
    const bodyAt = header.length + textAt;
    const whole = [firstLine.slice(bodyAt), ...others].join("\n");
    const time = timeOf(header);
    if (author === null) return { time, author, text: whole, kind: "system", edited: false };
    const { kind, text, edited } = classify(afterVisible(raw[line] ?? "", bodyAt), whole);
    return { time, author: kind === "system" ? null : author, text, kind, edited };
  });
  return { messages, dateOrder: order, format: swapped ? swapFields(form) : form, skippedLines: first.line };
}

type Found = { readonly line: number; readonly header: Header };

function checkOptions(dateOrder: string | undefined, format: string | undefined): void {
  if (dateOrder === undefined) return;
  checkChoice("readChat", "dateOrder", dateOrder, ["day-first", "month-first"]);
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

/** The lines of `text`, with any kind of line ending. An empty line at the end is left out. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function firstForm(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const form = formOf(line);
    if (form !== undefined) return form;
  }
  return undefined;
}

function findHeaders(lines: readonly string[], form: string): Found[] {
  const read = headerReader(form);
  return lines.flatMap((text, line) => {
    const header = read(text);
    return header === undefined ? [] : [{ line, header }];
  });
}

function settle(found: readonly Found[], form: string, told: DateOrder["order"] | undefined): DateOrder {
  if (told !== undefined) {
    return { order: told, evidence: "option", statement: `${told.replace("-", " ")}: set by an option` };
  }
  return inferDateOrder(
    found.map(({ header }) => header),
    form,
  );
}

/** `2024-03-05T14:07:09`. */
function timeOf({ year, month, day, hour, minute, second }: Header): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function notAChat(lines: readonly string[]): TenetError {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const shown = first.length > 60 ? `${first.slice(0, 57)}...` : first;
  return new TenetError(
    "NOT_A_CHAT",
    "readChat: expected a WhatsApp export, found no line that starts with a date " +
      `(first line: ${JSON.stringify(shown)}). ` +
      'Export the chat from the app with "Export chat > Without media", or pass { format }.',
  );
}
