import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Terminal } from "../terminal/terminal.ts";
import { findSource } from "./find-source.ts";
import { placeOf, readSource, type Source } from "./read-source.ts";
import type { SourceDescription } from "./source-description.ts";

/** The files or books in `names`, each with a unique name. @throws as `findSource` and `readSource` do. */
export async function readSources(names: readonly string[], terminal: Terminal): Promise<Source[]> {
  const origins = names.map(findSource);
  const sources: Source[] = [];
  for (const origin of origins) {
    const source = await readSource(origin, terminal);
    sources.push({ ...source, name: unusedName(source.name, sources) });
  }
  return sources;
}

/**
 * The sources of a run, read again: from the paths in `moved`, or from where they were.
 *
 * @throws {TenetError} `RESUME_REFUSED`, with both checksums, when a source has changed.
 */
export async function rereadSources(
  sources: readonly SourceDescription[],
  moved: readonly string[],
  terminal: Terminal,
): Promise<Source[]> {
  if (moved.length > 0 && moved.length !== sources.length) {
    const expected = `one file for each of the run's ${sources.length} texts, in the same order`;
    throw new RangeError(problem("texts of the run", expected, phrase(String(moved.length))));
  }
  const texts: Source[] = [];
  for (const [index, { name, origin, sha256 }] of sources.entries()) {
    const source = await readSource(moved[index] === undefined ? origin : findSource(moved[index]), terminal);
    if (source.sha256 !== sha256) {
      const next =
        "Restore the file (if it moved, pass its path: tenet resume RUN FILE...), or train on the new text from this " +
        "run's weights: tenet train text FILE --init-from RUN.";
      throw new TenetError(
        "RESUME_REFUSED",
        problem(
          "resume",
          `the text "${name}" as the run read it (SHA-256 ${sha256})`,
          phrase(`${placeOf(source.origin)} (SHA-256 ${source.sha256})`),
          next,
        ),
      );
    }
    texts.push({ ...source, name });
  }
  return texts;
}

/** `name`, with a number appended if a source already has that name. */
function unusedName(name: string, sources: readonly Source[]): string {
  const taken = (candidate: string) => sources.some((source) => source.name === candidate);
  if (!taken(name)) return name;
  let number = 2;
  while (taken(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
