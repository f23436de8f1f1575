import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrated, type RunDescription, runFiles, runVersion } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { refused } from "./refused.ts";

/**
 * Compares the run in a checkpoint with `run.json` in the same directory, which people can edit. The checkpoint alone says with which kernels
 * it was trained.
 *
 * @throws {TenetError} `RESUME_REFUSED` for the first value that differs, with both values.
 */
export function refuseEdits(directory: string, run: RunDescription): void {
  const file = join(directory, runFiles.run);
  if (!existsSync(file)) return;
  const [kept, edited] = [flat(run), flat(parse(file))];
  for (const name of new Set([...kept.keys(), ...edited.keys()])) {
    if (kept.get(name) === edited.get(name) || name === "kernels") continue;
    throw refused(
      `"${name}" to be ${kept.get(name) ?? "absent"} in ${file}, as in the checkpoint`,
      edited.get(name) ?? "nothing",
    );
  }
}

function parse(file: string): unknown {
  try {
    const run = JSON.parse(readFileSync(file, "utf8"));
    return run?.version < runVersion ? migrated(run, run.version) : run;
  } catch (cause) {
    throw new TenetError(
      "RESUME_REFUSED",
      problem(
        "resume",
        `JSON in ${file}`,
        phrase(String(cause)),
        "Remove the file; the checkpoint has the same contents.",
      ),
    );
  }
}

/** The values of nested records and lists as JSON, by path: `data.sources.0.name`. */
function flat(value: unknown, path = "", into = new Map<string, string>()): Map<string, string> {
  if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) flat(child, path === "" ? key : `${path}.${key}`, into);
    return into;
  }
  return into.set(path, JSON.stringify(value));
}
