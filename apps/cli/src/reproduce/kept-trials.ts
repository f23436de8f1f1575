import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { fileError } from "@tenetjs/checkpoints/node";
import type { WasmForm } from "@tenetjs/kernels";
import type { Experiment } from "./experiment.ts";
import type { Outcome } from "./outcome.ts";

/** What has to be the same for a kept trial to stand for a new one. */
export type TrialSettings = {
  readonly steps: number;
  readonly backend: string;
  /** The build of the kernels on wasm. */
  readonly kernels: WasmForm["build"] | null;
};

/** The finished trials of an experiment in a directory, so that one that is stopped or killed loses none. */
export type KeptTrials = {
  /** Those that earlier processes finished with the same settings. */
  readonly outcomes: readonly Outcome[];
  /** Adds a trial. @throws {TenetError} with the file. */
  add(outcome: Outcome): void;
  /** Removes them, once the report has them. */
  forget(): void;
};

/** The kept trials of `experiment` in `directory`: lines of JSON, each appended when its trial has finished. */
export function keptTrials(
  directory: string,
  { name, variants }: Experiment,
  settings: TrialSettings,
): KeptTrials {
  const file = join(directory, `${name}.trials.jsonl`);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const outcomes = lines.flatMap((line) => {
    const kept = parsed(line);
    if (kept === undefined || !isDeepStrictEqual(kept.settings, settings)) return [];
    // By identity, as the report looks for the trials of a variant.
    const variant = variants.find((one) => isDeepStrictEqual(one, kept.outcome.variant));
    return variant === undefined ? [] : [{ ...kept.outcome, variant }];
  });
  // A kill may have left half a line, which must not spoil the next.
  let start = lines.at(-1) === "" || lines.length === 0 ? "" : "\n";
  return {
    outcomes,
    add: (outcome) => {
      try {
        appendFileSync(file, `${start}${JSON.stringify({ settings, outcome })}\n`);
        start = "";
      } catch (error) {
        const next = "The trials in it are intact, and the next run of the same command takes them.";
        throw fileError("reproduce", `to append to ${file}`, error, next);
      }
    },
    forget: () => rmSync(file, { force: true }),
  };
}

/** The trial on a line; undefined for a line that is incomplete, after a kill or on a full disk. */
function parsed(line: string): { readonly settings: unknown; readonly outcome: Outcome } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
