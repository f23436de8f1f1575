import { phrase, problem, TenetError } from "@tenetjs/core";
import type { Terminal } from "../terminal/terminal.ts";
import { findSource } from "./find-source.ts";
import { placeOf, readSource, type SourceText } from "./read-source.ts";
import type { SourceDescription } from "./source-description.ts";

/** The texts that `names` name (files, books), each under a name of its own. @throws as `findSource` and `readSource` do. */
export async function readTexts(names: readonly string[], terminal: Terminal): Promise<SourceText[]> {
  const origins = names.map(findSource);
  const sources: SourceText[] = [];
  for (const origin of origins) {
    const source = await readSource(origin, terminal);
    sources.push({ ...source, name: unusedName(source.name, sources) });
  }
  return sources;
}

/**
 * The sources of a run, read again; from `moved`, where they are no longer where they were.
 *
 * @throws {TenetError} `RESUME_REFUSED` when one is not what it was, with both checksums.
 */
export async function readAgain(
  sources: readonly SourceDescription[],
  moved: readonly string[],
  terminal: Terminal,
): Promise<SourceText[]> {
  if (moved.length > 0 && moved.length !== sources.length) {
    const expected = `as many files as the run's ${sources.length} sources, in their order`;
    throw new RangeError(problem("resume", expected, phrase(String(moved.length))));
  }
  const texts: SourceText[] = [];
  for (const [index, { name, origin, sha256 }] of sources.entries()) {
    const source = await readSource(moved[index] === undefined ? origin : findSource(moved[index]), terminal);
    if (source.sha256 !== sha256) {
      const next =
        "Put it back as it was (where it moved, name its place: tenet resume RUN FILE...), or train on the new text " +
        "from this run's weights: tenet train text FILE --init-from RUN.";
      throw new TenetError(
        "RESUME_REFUSED",
        problem(
          "resume",
          `the text "${name}" that the run was made from, of SHA-256 ${sha256}`,
          phrase(`${placeOf(source.origin)} of SHA-256 ${source.sha256}`),
          next,
        ),
      );
    }
    texts.push({ ...source, name });
  }
  return texts;
}

/** `name`, or with a number behind it where `sources` have it. */
function unusedName(name: string, sources: readonly SourceText[]): string {
  const taken = (candidate: string) => sources.some((source) => source.name === candidate);
  if (!taken(name)) return name;
  let number = 2;
  while (taken(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
