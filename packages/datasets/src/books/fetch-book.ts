import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { cacheDirectory } from "./cache-directory.ts";
import type { Book, BookName } from "./catalogue.ts";
import { checkBook, mismatch } from "./check-book.ts";
import { download, type Progress } from "./download.ts";

export type FetchBookOptions = {
  /** Where books are kept. Default: {@link cacheDirectory}. */
  readonly cacheDir?: string;
  readonly signal?: AbortSignal;
  /** Called as bytes arrive. Those that an earlier, interrupted call left count as received. */
  readonly onProgress?: (progress: Progress) => void;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
};

/** A book on this machine. */
export type FetchedBook = {
  readonly book: Book;
  /** The file that holds it. */
  readonly path: string;
  /** Its bytes, which `readText` decodes. */
  readonly bytes: Uint8Array;
  readonly source: "cache" | "download";
  /** Where a cached file was found wrong and replaced: a sentence that names it and says what was wrong. */
  readonly notice?: string;
};

/**
 * The book of a name of the catalogue, or of an entry of the caller's own, from the cache or else from its address.
 * Nothing is downloaded but by this call.
 *
 * Size and SHA-256 are checked whenever a book is read, so a file placed by hand is as good as a download. A cached file
 * that fails is fetched again, and told in `notice`. What has arrived of an interrupted download stays in
 * `NAME.txt.part`, and the next call asks for the rest. The file takes its place in one step, whole and checked.
 *
 * @throws {TenetError} `BOOK_UNAVAILABLE` when the address does not give the book, with the file to place by hand;
 *   `BOOK_CHECKSUM` when it gives something else.
 * @throws {RangeError} for a name that is not in the catalogue, or an entry without a proper name, size and checksum.
 * @throws the reason of `signal`, when that aborts.
 */
export async function fetchBook(
  nameOrBook: BookName | Book,
  { cacheDir = cacheDirectory(), signal, onProgress, fetch = globalThis.fetch }: FetchBookOptions = {},
): Promise<FetchedBook> {
  const book = checkBook(nameOrBook);
  const path = join(cacheDir, `${book.name}.txt`);
  signal?.throwIfAborted();

  const cached = await readIfThere(path);
  const wrong = cached && mismatch(cached, book);
  if (cached !== undefined && wrong === undefined) return { book, path, bytes: cached, source: "cache" };

  await mkdir(cacheDir, { recursive: true });
  const failure = (got: string, cause?: unknown) => unavailable(book, path, wrong, got, cause);
  const part = `${path}.part`;
  const request = { url: book.url, path: part, size: book.bytes, signal, onProgress, fetch, failure };
  const bytes = await downloadChecked(book, request);
  await rename(part, path);
  const notice = wrong === undefined ? {} : { notice: `${path} had ${wrong}, and was fetched again` };
  return { book, path, bytes, source: "download", ...notice };
}

/** The right bytes, in the file of the request too. What was resumed and came out wrong is fetched once more, whole. */
async function downloadChecked(book: Book, request: Parameters<typeof download>[0]): Promise<Uint8Array> {
  const { resumed } = await download(request);
  const bytes = await readFile(request.path);
  const wrong = mismatch(bytes, book);
  if (wrong === undefined) return bytes;
  await rm(request.path);
  if (resumed) return downloadChecked(book, request);
  throw new TenetError(
    "BOOK_CHECKSUM",
    problem(
      "fetchBook",
      `"${book.name}" at ${book.url}`,
      phrase(`a file of ${wrong}`),
      "Nothing of it was kept: the address no longer holds this book, or something on the way changes it.",
    ),
  );
}

function unavailable(
  book: Book,
  path: string,
  wrong: string | undefined,
  got: string,
  cause: unknown,
): TenetError {
  const there = wrong === undefined ? "" : ` The file that is there has ${wrong}.`;
  return new TenetError(
    "BOOK_UNAVAILABLE",
    problem(
      "fetchBook",
      `to download "${book.name}" from ${book.url}`,
      phrase(got),
      `Try again when there is a connection (what has arrived is kept), or place the file at ${path} yourself: ` +
        `${book.bytes} bytes, SHA-256 ${book.sha256}.${there}`,
    ),
    { cause },
  );
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
