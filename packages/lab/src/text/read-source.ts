import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import {
  type Chat,
  pseudonymise,
  readChat,
  readText,
  sampleText,
  toTrainingText,
} from "@tenetjs/datasets";
import { chatFromZip } from "@tenetjs/datasets/archives";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readBytes } from "./read-bytes.ts";
import type { Source } from "./text-facts.ts";

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
  const text = readText(packed);
  const chat = chatIn(text);
  progress(pseudonyms && chat !== undefined ? "hiding names" : "counting characters", 0.8);
  const source =
    chat === undefined
      ? { kind: "text" as const, text, found: "" }
      : fromChat(chat, pseudonyms);
  if (source.text.length < fewest) {
    const expected = `at least ${fewest.toLocaleString("en")} characters to train on`;
    const got = phrase(source.text.length.toLocaleString("en"));
    throw new TenetError("TOO_SHORT", problem(file.name, expected, got, "Drop in a longer text."));
  }
  return { file: file.name, sha256: bytesToHex(sha256(packed)), ...source };
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

/** The name of the story on the command line. */
export const storyName = "the-lighthouse";

function chatIn(text: string): Chat | undefined {
  try {
    return readChat(text);
  } catch (error) {
    if (error instanceof TenetError && error.code === "NOT_A_CHAT") return undefined;
    throw error;
  }
}

function fromChat(
  { messages, dateOrder }: Chat,
  pseudonyms: boolean,
): Pick<Source, "kind" | "text" | "found" | "chat"> {
  const people = new Set(messages.flatMap(({ author }) => author ?? [])).size;
  const counted = `${messages.length.toLocaleString("en")} messages of ${people === 1 ? "one person" : `${people} people`}`;
  return {
    kind: "chat",
    text: toTrainingText(pseudonyms ? pseudonymise(messages) : messages),
    found: `${counted}. ${pseudonyms ? "Names and phone numbers are hidden; what people wrote about each other is not." : "Names are as they stand in the chat."}`,
    chat: { pseudonymise: pseudonyms, dateOrder: dateOrder.order },
  };
}

function megabytes(size: number): string {
  return `${(size / 1e6).toFixed(0)} MB`;
}
