import { statSync } from "node:fs";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { SourceDescription } from "../../corpus/source-description.ts";
import { shellWord } from "../../terminal/shell-word.ts";

/**
 * Checks that the texts of a run, which it recorded by their paths, can be read: that each is a regular file of this machine. A device or a pipe
 * might never end, and a path of the network would tell its owner who reads. Those that `moved` names anew are left out.
 *
 * @throws {TenetError} `SOURCE_MISSING` with the name of the text, its path, and the command that names its new one.
 */
export function checkRecorded(
  sources: readonly Pick<SourceDescription, "name" | "origin">[],
  moved: readonly string[],
  run: string | undefined,
): void {
  for (const [index, { name, origin }] of sources.entries()) {
    if (moved[index] !== undefined || (origin.kind !== "file" && origin.kind !== "hidden")) continue;
    const found = origin.kind === "hidden" ? "none, because the run names no person" : whatIsAt(origin.path);
    if (found === undefined) continue;
    const files = sources.length === 1 ? "FILE" : `${sources.length} files, all of its texts in their order`;
    const moves = origin.kind === "hidden" ? "Pass it again" : "If it has moved, pass its new path";
    const next = `${moves}: tenet resume ${run === undefined ? "RUN" : shellWord(run)} ${files}.`;
    const expected =
      origin.kind === "hidden" ? "the path of the exported chat" : `the text "${name}" at ${origin.path}`;
    throw new TenetError("SOURCE_MISSING", problem("resume", expected, phrase(found), next));
  }
}

/** What is at `path` in place of a regular file; undefined for a regular file. */
function whatIsAt(path: string): string | undefined {
  if (/^[\\/]{2}/.test(path)) return "a path of the network, which is not followed";
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return "no file";
    if (found.isFile()) return undefined;
    return found.isDirectory() ? "a directory" : "a device or a pipe, which is not read";
  } catch (error) {
    // No right to look, a path that is too long, or none at all.
    return `an error: ${error instanceof Error ? error.message : String(error)}`;
  }
}
