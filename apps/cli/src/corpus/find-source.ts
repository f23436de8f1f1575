import { statSync } from "node:fs";
import { resolve } from "node:path";
import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import { books } from "@tenetjs/datasets";
import type { Origin } from "./origin.ts";

/** The name of the story that comes with this program, for trying things without a file or a connection. */
export const sampleName = "the-lighthouse";

/**
 * The text that `argument` names: a book of the catalogue, the story that comes with this program, or else a file. A `./` in front
 * makes any name a file.
 *
 * @throws {TenetError} `SOURCE_MISSING`, with a list of the books, when there is no such file or it is a directory.
 */
export function findSource(argument: string): Origin {
  const named = namedText(argument);
  if (named !== undefined) return named;
  const names = [...Object.keys(books), sampleName].join(", ");
  const path = existingFile(argument, { or: ", or the name of a book", next: `Known books: ${names}.` });
  return { kind: "file", path };
}

/** The text that `argument` names without being a file: a book of the catalogue, or the story that comes with this program. */
export function namedText(argument: string): Origin | undefined {
  if (argument === sampleName) return { kind: "sample", name: argument };
  return Object.hasOwn(books, argument) ? { kind: "book", name: argument } : undefined;
}

/**
 * The absolute path of the file at `path`.
 *
 * @throws {TenetError} `SOURCE_MISSING` when it is a directory, or when there is no such file; the error then says what else may be given.
 */
export function existingFile(
  path: string,
  { or = "", next }: { readonly or?: string; readonly next?: string } = {},
): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) return resolve(path);
  const message =
    found === undefined
      ? problem("text", `a file${or}`, path, next)
      : problem("text", "a file, not a directory", path, "Pass a file in it.");
  throw new TenetError("SOURCE_MISSING", message);
}
