import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type Chat, type DateOrder, pseudonymise, readChat, toTrainingText } from "@tenetjs/datasets";
import { placeOf, type SourceText } from "./read-source.ts";

export type ChatOptions = {
  readonly pseudonymise: boolean;
  /** Whether dates begin with the day or the month; null to detect it. */
  readonly dateOrder: DateOrder["order"] | null;
};

/**
 * The export in `source` as text to train on, the order of its dates, and a summary in one line.
 *
 * @throws {TenetError} `NOT_A_CHAT` when it is not an export; `SOURCE_EMPTY` when it has no written messages.
 */
export function chatText(
  source: SourceText,
  { pseudonymise: hide, dateOrder }: ChatOptions,
): { readonly text: string; readonly dateOrder: DateOrder["order"]; readonly summary: string } {
  const place = placeOf(source.origin);
  const chat = read(source.text, place, dateOrder);
  const text = toTrainingText(hide ? pseudonymise(chat.messages) : chat.messages);
  if (text === "") {
    const got = phrase(`${chat.messages.length} messages, none of them text`);
    throw new TenetError("SOURCE_EMPTY", problem("chat", `written messages in ${place}`, got));
  }
  return { text, dateOrder: chat.dateOrder.order, summary: summaryOf(chat) };
}

function read(text: string, place: string, dateOrder: ChatOptions["dateOrder"]): Chat {
  try {
    return readChat(text, dateOrder === null ? {} : { dateOrder });
  } catch (cause) {
    if (!(cause instanceof TenetError)) throw cause;
    throw new TenetError(cause.code, `${place}: ${cause.message}`, { cause });
  }
}

/** The line "812 messages of 3 people, 2024-03-05 to 2025-01-02; day first: ...". */
function summaryOf({ messages, dateOrder, skippedLines }: Chat): string {
  const people = new Set(messages.flatMap(({ author }) => author ?? [])).size;
  const day = (index: number) => messages.at(index)?.time.slice(0, 10);
  const skipped =
    skippedLines === 0 ? "" : `; ${counted(skippedLines, "line")} before the first message skipped`;
  return `${counted(messages.length, "message")} of ${people === 1 ? "1 person" : `${people} people`}, ${day(0)} to ${day(-1)}; ${dateOrder.statement}${skipped}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
