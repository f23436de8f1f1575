import type { ChatMessageKind } from "./chat.ts";
import { leftToRightMark, withoutMarks } from "./invisible-marks.ts";
import { markerWords } from "./marker-words.ts";

const languages = Object.values(markerWords);
const omitted = new Set(languages.flatMap((words) => words.omitted));
const attachedAfter = languages.map((words) => ` (${words.attachedAfter})`);
const attachedBefore = languages.flatMap((words) => words.attachedBefore);
const deleted = new Set(languages.flatMap((words) => words.deleted));
const edited = new Set(languages.map((words) => words.edited));
const notices = languages.flatMap((words) => words.notices);

/** Whether `text` contains words that only occur in WhatsApp's notices. */
export function soundsLikeNotice(text: string): boolean {
  return notices.some((notice) => text.includes(notice));
}

/**
 * The kind of an author's message, its text, and whether it was edited. `raw` is its first line with the invisible
 * marks: newer exports attribute notices to an author, with a left-to-right mark before the notice, and put a mark between a caption and
 * the marker after it.
 */
export function classify(
  raw: string,
  whole: string,
): { kind: ChatMessageKind; text: string; edited: boolean } {
  const text = withoutEditedMarker(whole);
  return { kind: kindOf(raw, text), text, edited: text !== whole };
}

function kindOf(raw: string, text: string): ChatMessageKind {
  const [firstLine = ""] = text.split("\n", 1);
  if (raw.startsWith(leftToRightMark) && soundsLikeNotice(firstLine)) return "system";
  const behindMark = withoutMarks(raw.slice(raw.lastIndexOf(leftToRightMark) + 1));
  if (isMedia(firstLine) || isMedia(behindMark)) return "media";
  return isDeleted(text) ? "deleted" : "text";
}

function isMedia(line: string): boolean {
  const words = plain(line);
  if (omitted.has(words) || attachedAfter.some((after) => words.endsWith(after))) return true;
  const tag = lastTag(line);
  return (
    omitted.has(tag) ||
    attachedBefore.some((before) => tag.startsWith(`${before}:`) || tag.startsWith(`${before} :`))
  );
}

function isDeleted(text: string): boolean {
  const words = plain(text);
  return deleted.has(words) || /^this message was deleted by (an )?admin/.test(words);
}

function withoutEditedMarker(text: string): string {
  return edited.has(lastTag(text)) ? text.slice(0, text.lastIndexOf("<")).trimEnd() : text;
}

/** The words in the angle brackets at the end of `text`, normalised by {@link plain}; "" if there are none. */
function lastTag(text: string): string {
  return text.trimEnd().endsWith(">") ? plain(text.slice(text.lastIndexOf("<"))) : "";
}

/** `text` normalised as the tables are: NFC, in lower case, with plain spaces, without enclosing angle brackets and a final full stop. */
function plain(text: string): string {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u00A0\u202F]/g, " ")
    .trim();
  const framed = words.startsWith("<") && words.endsWith(">") ? words.slice(1, -1) : words;
  return framed.endsWith(".") ? framed.slice(0, -1) : framed;
}
