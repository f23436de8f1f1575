/** One message of a chat. `author` is null if and only if `kind` is `"system"`: a notice of WhatsApp itself. */
export type ChatMessage = {
  /** Local date and time without a zone, `2024-03-05T14:07:09`, because an export does not name one. Seconds are 00 if the export has none. */
  readonly time: string;
  readonly author: string | null;
  /** The text as exported, with lines joined by `\n`, without invisible marks and without the marker of an edited message. */
  readonly text: string;
  readonly kind: ChatMessageKind;
  /** Whether the export marks the message as edited. */
  readonly edited: boolean;
};

/** What a message is: text, media (or the marker of omitted media), a notice of WhatsApp itself, or the marker of a deleted message. */
export type ChatMessageKind = "text" | "media" | "system" | "deleted";

/** Whether the day or the month comes first in the dates of an export, and how that was found. */
export type DateOrder = {
  readonly order: "day-first" | "month-first";
  /**
   * - `option`: an option said so.
   * - `year-first`: dates that begin with the year continue with the month.
   * - `value`: a number above 12 cannot be a month.
   * - `chronology`: in the other order, dates run backwards more often.
   * - `locale`: the dates are ambiguous, so the order is that of the locales that write the rest of the header in this way.
   */
  readonly evidence: "option" | "year-first" | "value" | "chronology" | "locale";
  /** The order and the evidence as a sentence. */
  readonly statement: string;
};

/** A parsed export. */
export type Chat = {
  readonly messages: readonly ChatMessage[];
  readonly dateOrder: DateOrder;
  /** The format of its headers as a Unicode date pattern (UTS 35), such as `"[d/M/yy, H:mm:ss] "`. */
  readonly format: string;
  /** The number of lines before the first message, which are left out; 0 for a complete export. */
  readonly skippedLines: number;
};
