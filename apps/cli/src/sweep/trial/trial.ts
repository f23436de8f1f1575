import { createHash } from "node:crypto";
import type { TrialMeasures } from "./measures.ts";

/** A value of an option, as a file states it. */
export type OptionValue = string | number | boolean | readonly (string | number)[];

/** The values of options by their keys: the flags without dashes. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Everything that the result of a trial depends on, as JSON. */
export type TrialSpec = {
  readonly task: string;
  /** The SHA-256 of each text, in hexadecimal. */
  readonly texts: readonly string[];
  /** The options that differ from the defaults of the task, without seed and steps. */
  readonly options: OptionValues;
  readonly seed: number;
};

/** A training of a sweep. */
export type Trial = {
  /** The same for every trial with the same specification. */
  readonly id: string;
  readonly spec: TrialSpec;
  /** The values of the options that differ between trials. */
  readonly point: OptionValues;
};

/** How a trial ended. All but `done` are results too: another try would end in the same way. */
export const trialOutcomes = ["done", "diverged", "out of memory", "refused", "crashed"] as const;

export type TrialOutcome = (typeof trialOutcomes)[number];

/** What came of a trial after a number of steps. */
export type TrialResult = {
  readonly outcome: TrialOutcome;
  /** The steps done. Fewer than were asked for where it failed, or stopped early by its `patience`. */
  readonly step: number;
  readonly measures: TrialMeasures;
  readonly parameters: number | null;
  /** The SHA-256 of the final weights, by which two results are known to be the same to the bit. */
  readonly weights: string | null;
  /** What went wrong. */
  readonly message: string | null;
  /** The seconds of training in the process that ended it. */
  readonly seconds: number;
};

/** A part of a trial that runs without a decision in between: up to a number of steps. */
export type TrialJob = { readonly trial: Trial; readonly steps: number };

/** The trial with `spec`. */
export function trialOf(spec: TrialSpec, point: OptionValues): Trial {
  return { id: identify(spec), spec, point };
}

/** The name of a job, unique in a sweep. */
export function jobName({ trial, steps }: TrialJob): string {
  return `${trial.id}-${steps}`;
}

/** "cell=gru, hidden=32, seed 0". */
export function trialLabel({ point, spec: { seed } }: Trial): string {
  return [...Object.entries(point).map(([key, value]) => `${key}=${value}`), `seed ${seed}`].join(", ");
}

/** The first 12 digits of the SHA-256 of `value` as JSON: with 100,000 trials, two are the same once in 56,000 sweeps. */
export function identify(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}
