import { TenetError } from "@tenetjs/core";
import { checkChoice, problem } from "@tenetjs/core/internals";
import { divide } from "./authors.ts";
import type { Chat, ChatMessage, DateOrder } from "./chat.ts";
import { classify } from "./classify.ts";
import { dateExists, inferDateOrder, orderOf, swapDayAndMonth, swapFields } from "./date-order.ts";
import { formOf, type Header, headerReader } from "./header-form.ts";
import { afterVisible, withoutMarks } from "./invisible-marks.ts";

export type ReadChatOptions = {
  /** Which of day and month comes first, should the file not tell it rightly. Default: inferred over the whole file. */
  readonly dateOrder?: DateOrder["order"];
  /** The form of the headers as a date pattern of Unicode (UTS 35), such as `"d.M.yy 'kl.' H.mm - "`, in place of a known one. */
  readonly format?: string;
};

/**
 * The messages of `text`, a chat that WhatsApp exported on Android or iOS, in whichever of its locales.
 *
 * A message starts at a line with a header (date, time), and every other line goes on with the message before it. One
 * export has one form of header: that of the first line that has any. A date that does not exist (31/02, or a month
 * above 12 once the order of day and month is settled) is no header. Years of two digits are 2000 to 2099.
 *
 * A name ends at the first colon that a space follows, unless all messages of that name agree on a later one. Markers of
 * media, deleted and edited messages are known in English, Dutch, German, Spanish and French; all else is text. Time and
 * memory are linear in the text, and nothing leaves the process.
 *
 * @throws {TenetError} `NOT_A_CHAT` when no line starts with a header.
 * @throws {RangeError} when `format` lacks a field or has one twice, or comes with a `dateOrder`, which it already has.
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
    problem("readChat", "dateOrder or format, not both", format, "Order d and M in the format."),
  );
}

/** The lines of `text`, whichever way they end; what follows the last line end is a line only if it is not empty. */
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
    return { order: told, evidence: "option", statement: `${told.replace("-", " ")}: the caller said so` };
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
