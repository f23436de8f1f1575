import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import {
  type Chat,
  type DateOrder,
  isZip,
  pseudonymise,
  readChat,
  toTrainingText,
  type UnreadLine,
} from "@tenetjs/datasets";
import { counted } from "./counted.ts";
import { decodeSource, inPlace, placeOf, type Source } from "./read-source.ts";

export type ChatOptions = {
  readonly pseudonymise: boolean;
  /** The order of the numbers in dates; null to detect it. */
  readonly dateOrder: DateOrder["order"] | null;
};

/** A chat as text to train on. */
export type ChatText = {
  readonly text: string;
  /** The order of the dates of all its headers; null if there are several. */
  readonly dateOrder: DateOrder["order"] | null;
  /** What was read, in one line, and what was not, in others. */
  readonly notes: readonly string[];
};

/**
 * The export in `source`, a text or the zip archive that WhatsApp shares, as text to train on.
 *
 * @throws {TenetError} `NOT_A_CHAT` when it is not an export; `UNKNOWN_HEADER` when its dates and times have a form that is not known; `UNREAD_LINES`
 * when names are to be replaced, and lines that may name people were not read; `BAD_ARCHIVE` for an archive without a chat; `SOURCE_EMPTY` when it has no
 * written messages; and as `decodeSource`.
 */
export async function chatText(
  source: Source,
  { pseudonymise: hide, dateOrder }: ChatOptions,
): Promise<ChatText> {
  const place = placeOf(source.origin);
  const text = await exportedText(source);
  const chat = inPlace(place, () => readChat(text, dateOrder === null ? {} : { dateOrder }));
  const [unread] = chat.unread;
  if (hide && unread !== undefined) throw unreadLines(place, unread, chat.unread.length);
  const { messages, quotedAuthors } = chat;
  const written = toTrainingText(hide ? pseudonymise(messages, { others: quotedAuthors }) : messages);
  if (written === "") {
    const got = phrase(`${messages.length} messages, none of them text`);
    throw new TenetError("SOURCE_EMPTY", problem("chat", `written messages in ${place}`, got));
  }
  const orders = new Set(chat.forms.map(({ dateOrder: { order } }) => order));
  const [order = null] = orders;
  return { text: written, dateOrder: orders.size === 1 ? order : null, notes: notesOn(chat) };
}

/** The exported text in `source`, or in the archive that it is. @throws as {@link chatText} does for a file that is none. */
export async function exportedText(source: Source): Promise<string> {
  return decodeSource(source, await exportIn(source, placeOf(source.origin)));
}

/** The bytes of the exported text: all of the source, or the text in an archive. */
async function exportIn({ bytes }: Source, place: string): Promise<Uint8Array> {
  if (!isZip(bytes)) return bytes;
  // Only here, so that the help does not load a library for archives.
  const { chatFromZip } = await import("@tenetjs/datasets/archives");
  const found = await chatFromZip(bytes).catch((cause: unknown) =>
    inPlace(place, () => {
      throw cause;
    }),
  );
  return found.bytes;
}

function unreadLines(place: string, { line, text, why }: UnreadLine, count: number): TenetError {
  const lines = count === 1 ? `line ${line} looks` : `${count} lines look`;
  const got = phrase(
    `${lines} like the start of a message and cannot be read (line ${line}: ${excerpt(text)}: ${why})`,
  );
  const next = "The names in such lines would not be replaced. Remove or correct them, or set --date-order.";
  return new TenetError(
    "UNREAD_LINES",
    problem("--pseudonymise", `every message of ${place} to be read`, got, next),
  );
}

/** "812 messages of 3 people, 2024-03-05 to 2025-01-02; day first: ...". */
function notesOn({ messages, forms, skippedLines, unread }: Chat): string[] {
  const people = new Set(messages.flatMap(({ author }) => author ?? [])).size;
  const day = (index: number) => messages.at(index)?.time.slice(0, 10);
  const skipped =
    skippedLines === 0 ? "" : `; ${counted(skippedLines, "line")} before the first message skipped`;
  const [main, ...others] = forms;
  const summary = `${counted(messages.length, "message")} of ${people === 1 ? "1 person" : `${people} people`}, ${day(0)} to ${day(-1)}; ${main?.dateOrder.statement}${skipped}`;
  return [
    summary,
    ...others.map(
      ({ format, messages: count, dateOrder: { statement } }) =>
        `${counted(count, "message")} with dates and times of another form, ${format.trim()}; ${statement}`,
    ),
    ...unread
      .slice(0, mostListed)
      .map(
        ({ line, text, why }) => `line ${line} is read as text, not as a message: ${excerpt(text)}: ${why}`,
      ),
    ...(unread.length > mostListed ? [`and ${unread.length - mostListed} more such lines`] : []),
  ];
}

const mostListed = 3;
