import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type BookName, books, readText, sampleText } from "@tenetjs/datasets";
import { fetchBook } from "@tenetjs/datasets/books";
import type { Terminal } from "../terminal/terminal.ts";
import type { Origin } from "./origin.ts";

/** A source and its contents. */
export type Source = {
  readonly name: string;
  readonly origin: Origin;
  /** The checksum of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/** A source and its text for training. */
export type SourceText = Source & { readonly text: string };

/**
 * The file or text at `origin`. A book that is not in the cache is downloaded, with progress on the terminal.
 *
 * @throws what the file system and `fetchBook` throw.
 */
export async function readSource(origin: Origin, terminal: Terminal): Promise<Source> {
  const name = nameOf(origin);
  const bytes = await bytesOf(origin, terminal);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, origin, sha256, bytes };
}

/**
 * The text of `source`, or of other `bytes` in it, with its line endings and all that it contains.
 *
 * @throws {TenetError} `NOT_TEXT` for a file of another kind; `BAD_UTF8` with the file and the byte offset; `SOURCE_EMPTY`.
 */
export function decodeSource(source: Source, bytes: Uint8Array = source.bytes): string {
  const place = placeOf(source.origin);
  const text = inPlace(place, () => readText(bytes, { lineEndings: "keep", gutenberg: "keep" }));
  if (text.trim() === "") {
    throw new TenetError("SOURCE_EMPTY", problem("text", `text in ${place}`, phrase("none")));
  }
  return text;
}

/** What `read` returns. Its errors for people begin with `place`, in the place of the name of a function. */
export function inPlace<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof TenetError)) throw cause;
    throw new TenetError(cause.code, `${place}: ${withoutCaller(cause.message)}`, { cause });
  }
}

/** The message of an error of a library, without the name of the function that comes first. */
export function withoutCaller(message: string): string {
  return message.replace(/^\w+: /, "");
}

/** The origin in words: a path, or the name of a book or story. */
export function placeOf(origin: Origin): string {
  if (origin.kind === "file") return origin.path;
  if (origin.kind === "hidden") return "the exported chat";
  return origin.kind === "book" ? `the book ${origin.name}` : `the story ${origin.name}`;
}

function nameOf(origin: Origin): string {
  if (origin.kind === "hidden") return "chat";
  return origin.kind === "file" ? basename(origin.path, extname(origin.path)) : origin.name;
}

async function bytesOf(origin: Origin, terminal: Terminal): Promise<Uint8Array> {
  if (origin.kind === "file") {
    // Only here, so that the help does not load it.
    const { readBytes } = await import("@tenetjs/checkpoints/node");
    return readBytes("text", origin.path);
  }
  if (origin.kind === "hidden") {
    const next = "A run with --pseudonymise does not record it.";
    throw new TenetError("SOURCE_MISSING", problem("chat", "the path of its file", phrase("none"), next));
  }
  if (origin.kind === "sample") return new TextEncoder().encode(sampleText);
  const { title, url, bytes } = books[origin.name as BookName];
  let announced = false;
  const { bytes: read, notice } = await fetchBook(origin.name as BookName, {
    onProgress: ({ received, total }) => {
      if (!announced) terminal.error(`downloading ${title} (${kilobytes(bytes)}) from ${url}`);
      announced = true;
      terminal.status(`${kilobytes(received)} of ${kilobytes(total)}`);
    },
  });
  if (notice !== undefined) terminal.error(notice);
  return read;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
}
