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

/** The order of the numbers in the dates of an export, and how that was found. */
export type DateOrder = {
  readonly order: "day-first" | "month-first" | "year-first";
  /**
   * - `option`: an option said so.
   * - `year-first`: dates that begin with a whole year continue with the month.
   * - `value`: more dates are possible in this order. No month is above 12, and no message is of the future.
   * - `chronology`: in other orders, dates run backwards more often or span far more days.
   * - `locale`: the dates are ambiguous, so the order is that of the locales that write the rest of the header in this way.
   */
  readonly evidence: "option" | "year-first" | "value" | "chronology" | "locale";
  /** The order and the evidence as a sentence. */
  readonly statement: string;
};

/** A form of the headers of an export. */
export type ChatForm = {
  /** A Unicode date pattern (UTS 35), such as `"[d/M/yy, H:mm:ss] "`. */
  readonly format: string;
  /** The number of messages with such a header. */
  readonly messages: number;
  readonly dateOrder: DateOrder;
};

/** A line that looks like the header of a message, but is not read as one. */
export type UnreadLine = {
  /** Its number, from 1. */
  readonly line: number;
  /** The start of the line. */
  readonly text: string;
  /** Why it is not read. */
  readonly why: string;
};

/** A parsed export. */
export type Chat = {
  readonly messages: readonly ChatMessage[];
  /** The forms of its headers, the most frequent first. There are several if the phone or its settings changed, or exports were joined. */
  readonly forms: readonly ChatForm[];
  /** The number of lines before the first message, which are left out; 0 for a complete export. */
  readonly skippedLines: number;
  /** Lines that look like headers and were left in the message before them, or before the first. A person whom only they name is not among the authors. */
  readonly unread: readonly UnreadLine[];
  /** The authors in headers that were pasted into messages: lines that end without a carriage return, in an export whose messages end with one. */
  readonly quotedAuthors: readonly string[];
};
