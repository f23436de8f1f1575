import { createHash } from "node:crypto";
import { checkChoice, checkInteger, problem } from "@tenetjs/core/internals";
import { type Book, type BookName, books } from "./catalogue.ts";

/** The catalogue entry called `book`, or `book` itself if it is an entry. @throws {RangeError} for an unknown name or an invalid entry. */
export function checkBook(book: BookName | Book): Book {
  if (typeof book === "string") {
    return books[checkChoice("fetchBook", "book", book, Object.keys(books) as BookName[])];
  }
  if (!/^[a-z0-9][a-z0-9-]*$/.test(book.name)) {
    throw new RangeError(
      problem("fetchBook", "name to be lower-case letters, digits and hyphens", book.name),
    );
  }
  if (!/^[0-9a-f]{64}$/.test(book.sha256)) {
    throw new RangeError(
      problem("fetchBook", "sha256 to be 64 hexadecimal digits in lower case", book.sha256),
    );
  }
  checkInteger("fetchBook", "bytes", book.bytes, 1);
  return book;
}

/** How `bytes` differ from those of `book`, as the end of a sentence "it has ..."; undefined if they match. */
export function mismatch(bytes: Uint8Array, book: Book): string | undefined {
  if (bytes.length !== book.bytes) return `${bytes.length} bytes, not ${book.bytes}`;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return sha256 === book.sha256 ? undefined : `SHA-256 ${sha256}, not ${book.sha256}`;
}
