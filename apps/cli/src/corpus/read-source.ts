import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type BookName, books, readText, sampleText } from "@tenetjs/datasets";
import { fetchBook } from "@tenetjs/datasets/books";
import type { Terminal } from "../terminal/terminal.ts";
import type { Origin } from "./origin.ts";

/** A source and its text. */
export type SourceText = {
  readonly name: string;
  readonly origin: Origin;
  /** The checksum of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly text: string;
};

/**
 * The text at `origin`, by the rules of `readText`. A book that is not in the cache is downloaded, with progress on the terminal.
 *
 * @throws {TenetError} `BAD_UTF8` with the file and the byte offset; `SOURCE_EMPTY`; what `fetchBook` throws.
 */
export async function readSource(origin: Origin, terminal: Terminal): Promise<SourceText> {
  const name = nameOf(origin);
  const bytes = await bytesOf(origin, terminal);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const text = decode(bytes, origin);
  if (text.trim() === "") {
    throw new TenetError("SOURCE_EMPTY", problem("text", `text in ${placeOf(origin)}`, phrase("none")));
  }
  return { name, origin, sha256, text };
}

/** The origin in words: a path, or the name of a book or story. */
export function placeOf(origin: Origin): string {
  if (origin.kind === "file") return origin.path;
  return origin.kind === "book" ? `the book ${origin.name}` : `the story ${origin.name}`;
}

function nameOf(origin: Origin): string {
  return origin.kind === "file" ? basename(origin.path, extname(origin.path)) : origin.name;
}

async function bytesOf(origin: Origin, terminal: Terminal): Promise<Uint8Array> {
  if (origin.kind === "file") return readFile(origin.path);
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

function decode(bytes: Uint8Array, origin: Origin): string {
  try {
    return readText(bytes);
  } catch (cause) {
    if (!(cause instanceof TenetError)) throw cause;
    throw new TenetError(cause.code, `${placeOf(origin)}: ${cause.message}`, { cause });
  }
}
