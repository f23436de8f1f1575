import type { ChatMessageKind } from "./chat.ts";
import { withoutMarks } from "./invisible-marks.ts";
import { editedNotes, knownWords, longestMarker, plain } from "./known-words.ts";
import { isNotice } from "./notices.ts";

const omitted = new Set(knownWords("omitted"));
const attached = knownWords("attached");
const deleted = new Set(knownWords("deleted"));
const calls = knownWords("calls");

/** The text after a header and a name. */
export type Body = {
  /** The first line, with the invisible marks. */
  readonly raw: string;
  /** All lines, without them. */
  readonly whole: string;
  /** Whether the header stands in brackets, as on iOS. */
  readonly bracketed: boolean;
  readonly author: string;
};

/**
 * The kind of an author's message, its text, and whether it was edited. On iOS, all that WhatsApp itself wrote follows a left-to-right mark, or a
 * right-to-left mark in languages that are written so. Thus a body that begins with one is never text, in any language; and so is one
 * that ends with an omission, an attachment or a note of editing after a mark. `editedNote` is a further note of editing that the chat has.
 */
export function classify(
  { raw, whole, bracketed, author }: Body,
  editedNote?: string,
): {
  kind: ChatMessageKind;
  text: string;
  edited: boolean;
} {
  const marked = bracketed && mark.test(raw);
  const text = withoutEditedMarker(raw, whole, { anyLanguage: bracketed && !marked, editedNote });
  const edited = text !== whole;
  const own =
    edited && raw.includes("<") ? raw.slice(0, raw.lastIndexOf("<")).replace(/[\u200E\u200F\s]+$/u, "") : raw;
  return { kind: kindOf(own, text, { marked, bracketed, author }), text, edited };
}

const mark = /^[\u200E\u200F]/;

function kindOf(
  raw: string,
  text: string,
  {
    marked,
    bracketed,
    author,
  }: { readonly marked: boolean; readonly bracketed: boolean; readonly author: string },
): ChatMessageKind {
  const [firstLine = ""] = text.split("\n", 1);
  const behindMark = withoutMarks(raw.slice(lastMark(raw) + 1));
  if (isDeleted(text)) return "deleted";
  if (plain(text) === notArrived) return "system";
  if (isMedia(firstLine) || isMedia(behindMark) || isPoll(text)) return "media";
  if (!bracketed && text === withoutContent) return "media";
  if (marked) return kindOfMarked(firstLine, author);
  return bracketed && fileBeforeMark.test(raw) ? "media" : "text";
}

/** The notice in the place of a message that has not arrived, which Android writes without a mark. */
const notArrived = "waiting for this message. this may take a while";

/**
 * What Android writes for a message without words or a file of its own, such as media that could be viewed once. Someone may have written it, who then began the
 * sentence with a small letter.
 */
const withoutContent = "null";

function lastMark(raw: string): number {
  return Math.max(raw.lastIndexOf("\u200E"), raw.lastIndexOf("\u200F"));
}

/** The name of a file, perhaps its pages, and then words of WhatsApp: a document that was left out, in a language without a table. */
const fileBeforeMark = /^[^\n]{1,240}\.\p{L}[\p{L}\p{N}]{1,4}(?: •.{0,40})? ?[\u200E\u200F][^\n]{1,60}$/u;

/**
 * What WhatsApp wrote in a language that the tables lack, or that they have no such words for. Calls and notices end a sentence or name a person; what stands
 * for media is a few words that never do.
 */
function kindOfMarked(line: string, author: string): ChatMessageKind {
  const call = plain(line);
  if (calls.some((words) => call.startsWith(words)) || isNotice(line)) return "system";
  if (line.startsWith("<") || linkOrList.test(line)) return "media";
  const few = line.length <= mostOfMedia && !/[.!?。！？।]$/u.test(line.trim());
  return few && !line.includes(author.replace(/^~\s*/u, "")) && !knownNotice.test(line) ? "media" : "system";
}

/** A place with its address, or the head of a poll. */
const linkOrList = /: https?:|^[\p{Lu}\p{Lo}]+:$/u;

/** Short notices in English that have no part which only notices have. */
const knownNotice = / left$|^You(?:'re| were| ) | admin$|^\+?\d/;

const mostOfMedia = 40;

function isMedia(line: string): boolean {
  const text = plain(line);
  if (omitted.has(text)) return true;
  if (withParenthesis.test(text) && attached.some((words) => text.endsWith(` (${words})`))) return true;
  if (ownFileName.test(line) || unknownOmission.test(line) || place.test(line)) return true;
  const tag = lastTag(line);
  return (
    omitted.has(tag) || attached.some((words) => tag.startsWith(`${words}:`) || tag.startsWith(`${words} :`))
  );
}

/** A file name and words in parentheses. */
const withParenthesis = /\.[\p{L}\p{N}]{2,5} \([^()]*\)$/u;

/** A name that WhatsApp gives to files, and words in parentheses, in any language. */
const ownFileName = /^[\u200E\u200F]?(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d[\w-]*\.\w{2,5} \([^()\n]{3,60}\)$/u;

/**
 * Two words or more in angle brackets, or some letters of a script without spaces, and nothing else: what Android writes for media in any language. Nobody types brackets around
 * words.
 */
const unknownOmission =
  /^<(?:[\p{L}\p{M}]+(?:[ \u00A0\u202F][\p{L}\p{M}]+){1,4}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]{4,30})>$/u;

/** The word for a location in any language, and its link. */
const place = /^[\p{L}\p{M} ]{2,40}: https:\/\/maps\.google\.com\/\?q=-?\d/u;

/** A poll in any language: a word in capitals, the question, and options with their votes. */
function isPoll(text: string): boolean {
  const [head = "", , ...options] = text.slice(0, longestPoll).split("\n", 4);
  return pollHead.test(head) && pollOption.test(options[0] ?? "");
}

const longestPoll = 2000;
const pollHead = /^[\u200E\u200F]?[\p{Lu}\p{Lo}\p{M}]{2,30} ?:$/u;
const pollOption = /^[\p{Lu}\p{Lo}\p{M}]{2,30} ?: .*\(\p{Nd}+ [^()]+\)$/u;

function isDeleted(text: string): boolean {
  const whole = plain(text);
  return deleted.has(whole) || /^this message was deleted by (an )?admin/.test(whole);
}

/** `whole` without the note that it was edited: one that a table has, that of the chat or, on iOS, any words in angle brackets after a mark. */
function withoutEditedMarker(
  raw: string,
  whole: string,
  { anyLanguage, editedNote }: { readonly anyLanguage: boolean; readonly editedNote: string | undefined },
): string {
  const tagAt = whole.lastIndexOf("<");
  const tag = lastTag(whole);
  const known = editedNotes.has(tag) || (tag !== "" && tag === editedNote);
  const byMark =
    anyLanguage && /[\u200E\u200F]<[^<>:\n]{4,60}>\s*$/u.test(raw) && whole.trimEnd().endsWith(">");
  return tagAt >= 0 && (known || byMark) ? whole.slice(0, tagAt).trimEnd() : whole;
}

/** The words in the angle brackets at the end of `text`, normalised by {@link plain}; "" if there are none. */
function lastTag(text: string): string {
  const end = text.trimEnd();
  return end.endsWith(">")
    ? plain(end.slice(Math.max(end.lastIndexOf("<"), end.length - longestMarker)))
    : "";
}
