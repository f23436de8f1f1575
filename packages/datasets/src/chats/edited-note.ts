import type { Body } from "./classify.ts";
import { editedNotes, plain } from "./known-words.ts";

/** A message by its body, and when it was written. */
export type DatedBody = Body & { readonly time: string };

/** WhatsApp lets people edit messages since May 2023. */
const firstEdits = "2023-05";
const fewestMessages = 3;

/**
 * The words of the note that Android puts after edited messages, in a language whose words are not known: the words in angle brackets at the end of at least three
 * messages of two or more authors. What people write in angle brackets differs in one of these ways: a chat has one such note, none stands after a message of before
 * May 2023, it begins with a capital letter in scripts that have them, and has two words or more. `undefined` when no words are like that, several are, or the chat has a
 * note that is known.
 */
export function inferredEditedNote(bodies: readonly DatedBody[]): string | undefined {
  const uses = new Map<string, { messages: number; authors: Set<string>; early: boolean }>();
  for (const { whole, author, bracketed, time } of bodies) {
    if (bracketed) continue;
    const [, words] = noteAtEnd.exec(whole.slice(-longest)) ?? [];
    if (words === undefined || whole.length <= words.length + 3) continue;
    const note = plain(words);
    if (editedNotes.has(note)) return undefined;
    if (!isSentence(words)) continue;
    const use = uses.get(note) ?? { messages: 0, authors: new Set<string>(), early: false };
    uses.set(note, use);
    use.messages += 1;
    use.authors.add(author);
    use.early ||= time < firstEdits;
  }
  const repeated = [...uses].filter(
    ([, { messages, authors }]) => messages >= fewestMessages && authors.size > 1,
  );
  const [only] = repeated;
  return only === undefined || repeated.length > 1 || only[1].early ? undefined : only[0];
}

const longest = 80;
const noteAtEnd = /[ \n]<([^<>\n]{6,60})>$/u;

/** Two words or more that begin as a sentence does; some letters of a script without spaces are enough. */
function isSentence(words: string): boolean {
  return spaced.test(words) || unspaced.test(words);
}

const spaced =
  /^[\p{Lu}\p{Lo}][\p{L}\p{M}\p{Join_Control}'’]*(?:[ \u00A0\u202F][\p{L}\p{M}\p{Join_Control}'’/()-]+){1,7}[.।۔]?$/u;
const unspaced =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]{6,40}[.。]?$/u;
