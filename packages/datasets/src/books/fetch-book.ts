import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { cacheDirectory } from "@tenetjs/core/node";
import type { Book, BookName } from "./catalogue.ts";
import { checkBook, mismatch } from "./check-book.ts";
import { download, type Progress } from "./download.ts";

export type FetchBookOptions = {
  /** The directory to cache books in. Default: {@link cacheDirectory}. */
  readonly cacheDir?: string;
  readonly signal?: AbortSignal;
  /** Called as bytes arrive. Bytes from an earlier, interrupted call count as received. */
  readonly onProgress?: (progress: Progress) => void;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
};

/** A book on this machine. */
export type FetchedBook = {
  readonly book: Book;
  /** The cached file. */
  readonly path: string;
  /** The contents of the file, for `readText`. */
  readonly bytes: Uint8Array;
  readonly source: "cache" | "download";
  /** Present if a cached file did not match and was replaced: says which file, and how it differed. */
  readonly notice?: string;
};

/**
 * A book of the catalogue, or of a catalogue entry of your own, from the cache or else downloaded from its address.
 *
 * Every read verifies the size and the SHA-256, so a file put there by hand is as good as a download. A cached file
 * that does not match is downloaded again, and `notice` says so. An interrupted download stays in `NAME.txt.part`, and the next
 * call resumes it. A verified file is moved into place atomically.
 *
 * @throws {TenetError} `BOOK_UNAVAILABLE` when the download fails, with the path where the file can be put by hand;
 *   `BOOK_CHECKSUM` when the downloaded file does not match.
 * @throws {RangeError} for a name that is not in the catalogue, or an entry with an invalid name, size or checksum.
 * @throws the reason of `signal`, when it is aborted.
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
  const notice = wrong === undefined ? {} : { notice: `${path} had ${wrong}, and was downloaded again` };
  return { book, path, bytes, source: "download", ...notice };
}

/** The verified bytes, which are also in the request's file. If a resumed download does not match, the whole file is downloaded once more. */
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
      "The download was deleted. Either the address no longer has this book, or a proxy changes it.",
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
  const there = wrong === undefined ? "" : ` The file there now has ${wrong}.`;
  return new TenetError(
    "BOOK_UNAVAILABLE",
    problem(
      "fetchBook",
      `to download "${book.name}" from ${book.url}`,
      phrase(got),
      `Try again when you are online (the download will resume), or put the file at ${path} yourself: ` +
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
