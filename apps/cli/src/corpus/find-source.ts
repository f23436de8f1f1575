import { statSync } from "node:fs";
import { resolve } from "node:path";
import { problem, TenetError } from "@tenetjs/core";
import { books } from "@tenetjs/datasets";

/** Where a text is from: a file's absolute path, a book of the catalogue, or a text that this program carries. */
export type Origin =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "book" | "sample"; readonly name: string };

/** The name of the story that this program carries, for trying things with no file and no connection. */
export const sampleName = "the-lighthouse";

/**
 * What `argument` names: a book of the catalogue, the story that this program carries, or else a file (which `./` in front makes
 * of any name).
 *
 * @throws {TenetError} `SOURCE_MISSING` that lists the books when there is no such file, or it is a directory.
 */
export function findSource(argument: string): Origin {
  if (argument === sampleName) return { kind: "sample", name: argument };
  if (Object.hasOwn(books, argument)) return { kind: "book", name: argument };
  return { kind: "file", path: existingFile(argument) };
}

/** The absolute path of the file at `path`. @throws {TenetError} `SOURCE_MISSING` when there is none, or it is a directory. */
export function existingFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) return resolve(path);
  const expected =
    found === undefined ? "a file, or the name of a book" : "a file, which a directory is not,";
  const names = [...Object.keys(books), sampleName].join(", ");
  throw new TenetError("SOURCE_MISSING", problem("text", expected, path, `The books are: ${names}.`));
}
