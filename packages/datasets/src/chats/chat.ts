/** One message of a chat. `author` is null exactly where `kind` is `"system"`: the application speaks, not a person. */
export type ChatMessage = {
  /** Local date and time, `2024-03-05T14:07:09`. An export names no time zone, so neither does this; seconds are 00 where it has none. */
  readonly time: string;
  readonly author: string | null;
  /** As exported, lines joined by `\n`, without invisible marks and without the marker of an edited message. */
  readonly text: string;
  readonly kind: ChatMessageKind;
  /** True where the export says that the message was edited. */
  readonly edited: boolean;
};

/** What a message is: written text, something that is not text (or stood in for by a marker), a notice of the application, or what is left of a deleted message. */
export type ChatMessageKind = "text" | "media" | "system" | "deleted";

/** Which of day and month stands first in the dates of an export, and how that is known. */
export type DateOrder = {
  readonly order: "day-first" | "month-first";
  /**
   * `option`: the caller said so. `year-first`: dates that begin with the year go on with the month.
   * `value`: a number above 12 cannot be a month. `chronology`: the other order runs back in time more often.
   * `locale`: no date tells, so the habit of the places that write the rest of the header this way.
   */
  readonly evidence: "option" | "year-first" | "value" | "chronology" | "locale";
  /** The same as a sentence for people. */
  readonly statement: string;
};

/** An export, read. */
export type Chat = {
  readonly messages: readonly ChatMessage[];
  readonly dateOrder: DateOrder;
  /** The form of its headers as a date pattern of Unicode (UTS 35), such as `"[d/M/yy, H:mm:ss] "`. */
  readonly format: string;
  /** How many lines before the first message were left out; 0 for a whole export. */
  readonly skippedLines: number;
};
