import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Run } from "./run.ts";
import { runFiles } from "./run-files.ts";

/** An option that was given: its flag, and its value as the run has it and as it was given. */
export type GivenOption = {
  readonly flag: string;
  /** Undefined where the run has no such option. */
  readonly kept: unknown;
  readonly given: unknown;
};

/** @throws {TenetError} `RESUME_REFUSED` that names the first option whose value is not the run's, with both. */
export function refuseOptions(options: readonly GivenOption[]): void {
  for (const { flag, kept, given } of options) {
    if (JSON.stringify(kept) === JSON.stringify(given)) continue;
    const expected =
      kept === undefined ? `${flag} to be left out` : `${flag} ${shown(kept)}, as the run has it`;
    throw refused(expected, shown(given));
  }
}

/**
 * Compares the run that a checkpoint describes with the `run.json` beside it, which people can edit.
 *
 * @throws {TenetError} `RESUME_REFUSED` that names the first option that differs, with both values.
 */
export function refuseEdits(directory: string, run: Run): void {
  const file = join(directory, runFiles.run);
  if (!existsSync(file)) return;
  const [kept, edited] = [flat(run), flat(parse(file))];
  for (const name of new Set([...kept.keys(), ...edited.keys()])) {
    if (kept.get(name) === edited.get(name)) continue;
    throw refused(
      `"${name}" to be ${kept.get(name) ?? "absent"} in ${file}, as in the checkpoint`,
      edited.get(name) ?? "nothing",
    );
  }
}

function refused(expected: string, got: string): TenetError {
  const next = "A run goes on as it began: undo the change, or start another run.";
  return new TenetError("RESUME_REFUSED", problem("resume", expected, phrase(got), next));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  return value === null ? "none" : String(value);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new TenetError(
      "RESUME_REFUSED",
      problem(
        "resume",
        `JSON in ${file}`,
        phrase(String(cause)),
        "Remove the file: the checkpoint has all of it.",
      ),
    );
  }
}

/** The values of nested records and lists as JSON, by their paths: `corpus.sources.0.name`. */
function flat(value: unknown, path = "", into = new Map<string, string>()): Map<string, string> {
  if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) flat(child, path === "" ? key : `${path}.${key}`, into);
    return into;
  }
  return into.set(path, JSON.stringify(value));
}
