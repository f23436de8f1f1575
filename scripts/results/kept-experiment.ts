import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allExperiments } from "../../apps/cli/src/reproduce/all-experiments.ts";
import type { Finished } from "../../apps/cli/src/reproduce/experiment.ts";

/** The results of an experiment that was run for the documentation, and how it was run. A file of docs/results/data is one of these. */
export type KeptExperiment = {
  readonly experiment: string;
  /** What the command was given. Null stands for what the experiment has. */
  readonly scale: {
    readonly full: boolean;
    readonly seeds: number | null;
    readonly steps: number | null;
    readonly fast?: boolean;
  };
  /** The runs that the results are from. */
  readonly runs: readonly KeptRun[];
  /** The number of jobs of the whole experiment, with all of its seeds. */
  readonly jobs: number;
  /** The results that are there. Curves have fewer points than they had, and numbers fewer digits. */
  readonly finished: readonly KeptJob[];
};

export type KeptRun = {
  /** The commit whose programs were run. */
  readonly commit: string;
  /** The day on which the results were kept: 2026-11-28. */
  readonly date: string;
  readonly machine: string;
};

/** A result, with the index of its run. */
export type KeptJob = Finished<unknown, unknown> & { readonly run: number };

/** The file of an experiment below the root of the repository. */
export function dataFile(name: string): string {
  return `docs/results/data/${name}.json`;
}

/** The experiments whose results are kept, in the order of the report. */
export function keptExperiments(root: string): KeptExperiment[] {
  return allExperiments
    .map(({ name }) => join(root, dataFile(name)))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, "utf8")) as KeptExperiment);
}
