import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import { type Chat, pseudonymise, readChat, readText, sampleText, toTrainingText } from "@tenetjs/datasets";
import { chatFromZip } from "@tenetjs/datasets/archives";
import { readBytes } from "./read-bytes.ts";
import type { Source } from "./text-facts.ts";
import { storyName } from "./text-name.ts";

/** Tells how far the reading is: what is done now, and the fraction of the whole. */
export type Progress = (stage: string, fraction: number) => void;

/** The largest files that are read, in bytes. An archive may hold photographs beside the chat. */
const largest = { text: 20_000_000, archive: 500_000_000 } as const;

/** The fewest characters that can be trained on. */
const fewest = 1000;

/**
 * The text in a file: of a chat that WhatsApp exported, as it is or in a zip archive, else of a text in UTF-8. Time is linear in its size.
 *
 * @throws {TenetError} `FILE_TOO_LARGE`; `TOO_SHORT`; what `readText` and `chatFromZip` throw.
 */
export async function readSource(
  file: File,
  { pseudonyms }: { readonly pseudonyms: boolean },
  progress: Progress,
): Promise<Source> {
  const archive = /\.zip$/i.test(file.name);
  const most = archive ? largest.archive : largest.text;
  if (file.size > most) {
    const next = "A part of it is enough: a network learns a style from one or two million characters.";
    const expected = `a file of at most ${most / 1e6} MB`;
    throw new TenetError("FILE_TOO_LARGE", problem(file.name, expected, phrase(megabytes(file.size)), next));
  }
  const bytes = await readBytes(file, (fraction) => progress("reading", 0.5 * fraction));
  progress(archive ? "unpacking" : "checking", 0.5);
  const packed = archive ? (await chatFromZip(bytes, { largest: largest.text })).bytes : bytes;
  progress("looking for messages", 0.6);
  const chat = chatIn(packed, archive || /chat|whatsapp/i.test(file.name));
  progress(chat === undefined ? "cleaning the text" : "writing messages", 0.8);
  const source =
    chat === undefined
      ? { kind: "text" as const, text: readText(bytes), found: "" }
      : fromChat(file.name, chat, pseudonyms);
  if (source.text.length < fewest) {
    const expected = `at least ${fewest.toLocaleString("en")} characters to train on`;
    const got = phrase(source.text.length.toLocaleString("en"));
    throw new TenetError("TOO_SHORT", problem(file.name, expected, got, "Drop in a longer text."));
  }
  return { file: file.name, sha256: bytesToHex(sha256(bytes)), ...source };
}

/** The story that comes with the packages. */
export function story(): Source {
  return {
    file: storyName,
    kind: "story",
    text: sampleText,
    sha256: bytesToHex(sha256(new TextEncoder().encode(sampleText))),
    found: "A short story, written for this project.",
  };
}

/** The chat in the bytes of a text; undefined if it is none. Only of a file that is `surelyChat` is it an error that its messages cannot be read. */
function chatIn(bytes: Uint8Array, surelyChat: boolean): Chat | undefined {
  try {
    return readChat(readText(bytes, { lineEndings: "keep", gutenberg: "keep" }));
  } catch (error) {
    const code = error instanceof TenetError ? error.code : "";
    if (code === "NOT_A_CHAT" || (code === "UNKNOWN_HEADER" && !surelyChat)) return undefined;
    throw error;
  }
}

function fromChat(
  file: string,
  { messages, forms, unread, quotedAuthors }: Chat,
  pseudonyms: boolean,
): Pick<Source, "kind" | "text" | "found" | "chat"> {
  const [line] = unread;
  if (pseudonyms && line !== undefined) {
    const got = phrase(`line ${line.line} (${excerpt(line.text)}), ${line.why}`);
    const next =
      "The names in such lines would not be hidden. Correct them, or switch off that names are hidden.";
    throw new TenetError("UNREAD_LINES", problem(file, "every message to be read", got, next));
  }
  const people = new Set(messages.flatMap(({ author }) => author ?? [])).size;
  const orders = new Set(forms.map(({ dateOrder }) => dateOrder.order));
  const [order = null] = orders;
  const counted = `${messages.length.toLocaleString("en")} messages of ${people === 1 ? "one person" : `${people} people`}.`;
  const hidden = pseudonyms
    ? "Names and phone numbers are hidden, but not what people wrote about each other."
    : "Names are as they stand in the chat.";
  return {
    kind: "chat",
    text: toTrainingText(pseudonyms ? pseudonymise(messages, { others: quotedAuthors }) : messages),
    found: `${counted} ${hidden}`,
    chat: { pseudonymise: pseudonyms, dateOrder: orders.size === 1 ? order : null },
  };
}

function megabytes(size: number): string {
  return `${(size / 1e6).toFixed(0)} MB`;
}
