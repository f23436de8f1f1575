import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheDirectory } from "@tenetjs/core/node";
import type { BookName } from "@tenetjs/datasets";
import { fetchBook } from "@tenetjs/datasets/books";
import { sampleName } from "../../corpus/find-source.ts";
import type { Origin } from "../../corpus/origin.ts";
import { plainText } from "../../corpus/plain-text.ts";
import { readSource } from "../../corpus/read-source.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Scale } from "../experiment.ts";

/** A text of an experiment, as its jobs state it. The checksum of a file tells its versions apart; a book is always the same. */
export type TextAtHand = {
  readonly name: string;
  readonly origin: Origin;
  readonly sha256: string | null;
};

/**
 * Where to read the book `name`: a file of that name in `--books`, else the catalogue. A quick run downloads nothing: without the book it reads the story
 * that comes with this program.
 */
export function bookAtHand(name: BookName, { full, books }: Scale): TextAtHand {
  const own = books === undefined ? undefined : join(books, `${name}.txt`);
  if (own !== undefined && existsSync(own)) return fileAtHand(name, own);
  if (full || existsSync(join(cacheDirectory(), `${name}.txt`)))
    return { name, origin: { kind: "book", name }, sha256: null };
  return { name: sampleName, origin: { kind: "sample", name: sampleName }, sha256: null };
}

/** The file at `path` as a text with the name `name`. */
export function fileAtHand(name: string, path: string): TextAtHand {
  const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
  return { name, origin: { kind: "file", path: resolve(path) }, sha256 };
}

/** Downloads the books that `texts` need and the cache lacks, before several processes read them. */
export async function fetchBooks(
  texts: readonly TextAtHand[],
  terminal: Pick<Terminal, "error">,
): Promise<void> {
  for (const { origin } of texts) {
    if (origin.kind !== "book") continue;
    const { source, book } = await fetchBook(origin.name as BookName);
    if (source === "download") terminal.error(`downloaded ${book.title}`);
  }
}

/** The text for training, without what Project Gutenberg added. */
export async function textOf({ origin }: TextAtHand): Promise<string> {
  return plainText(await readSource(origin, silent), { keepGutenberg: false }).text;
}

/** Says which texts stand in for books that are not at hand; nothing if none does. */
export function standIns(texts: readonly TextAtHand[]): string[] {
  return texts.some(({ origin }) => origin.kind === "sample")
    ? [
        `A book was not at hand, and "${sampleName}", the story that comes with this program, was read in its place. It is too short to say much: pass --books DIRECTORY, or --full to download the books.`,
      ]
    : [];
}

/** Books were fetched before, so there is nothing to say. */
const silent = { error: () => {}, status: () => {} } as unknown as Terminal;
