import { checkOptions } from "@tenetjs/core/internals";
import type { ChatMessage, ChatMessageKind } from "./chat.ts";

export type TrainingTextOptions = {
  /** The kinds of message to write. Default: `["text"]`. */
  readonly kinds?: readonly ChatMessageKind[];
  /** Whether each message begins with its time, `[2024-03-05 14:07] `. Default: false. */
  readonly times?: boolean;
};

/**
 * `messages` as one text to train on, the same for every export format. Each message is `author: text` and a newline. Further
 * lines of a message are indented by a tab, so that a line without a tab starts a message.
 *
 * Other kinds are written in the same way for all languages: `author: <media>`, with the caption (the lines after the
 * first) below it; `author: <deleted>`; and `* notice` for WhatsApp's notices.
 */
export function toTrainingText(messages: readonly ChatMessage[], options: TrainingTextOptions = {}): string {
  checkOptions("toTrainingText", options, { kinds: true, times: true });
  const { kinds = ["text"], times = false } = options;
  const written = new Set(kinds);
  return messages
    .filter(({ kind }) => written.has(kind))
    .map(
      (message) => `${times ? `[${message.time.slice(0, 16).replace("T", " ")}] ` : ""}${lineOf(message)}\n`,
    )
    .join("");
}

function lineOf({ kind, author, text }: ChatMessage): string {
  const indented = text.replaceAll("\n", "\n\t");
  if (kind === "system") return `* ${indented}`;
  if (kind === "deleted") return `${author}: <deleted>`;
  if (kind === "text") return `${author}: ${indented}`;
  const caption = indented.indexOf("\n");
  return `${author}: <media>${caption < 0 ? "" : indented.slice(caption)}`;
}
