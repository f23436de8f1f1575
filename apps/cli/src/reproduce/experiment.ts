import type { Table } from "@tenetjs/figures";
import type { Terminal } from "../terminal/terminal.ts";

/** How much of an experiment to run. */
export type Scale = {
  /** All of it, as the documentation quotes it; otherwise a part that takes about a minute. */
  readonly full: boolean;
  /** The number of seeds; null for that of the experiment. */
  readonly seeds: number | null;
  /** The training steps of each run, in place of those of the experiment. */
  readonly steps?: number;
  /** A directory with books to read in place of those of the catalogue. */
  readonly books?: string;
  /** The export of a chat to read in place of a synthetic one. */
  readonly chat?: string;
};

/** A part of an experiment that runs by itself, in a process of its own. */
export type Job<Spec> = {
  /** What it is, for the progress: "LSTM, T = 12, seed 0". */
  readonly label: string;
  /** Everything that its result depends on, as JSON. A result is kept under it. */
  readonly spec: Spec;
  /** How long it takes, compared with the other jobs. */
  readonly work: number;
};

export type JobContext = {
  /** Says how much of the job is done, from 0 to 1, and where it stands, in words. */
  readonly progress: (done: number, said: string) => void;
};

/** A job and its result. */
export type Finished<Spec, Result> = Pick<Job<Spec>, "label" | "spec"> & {
  readonly result: Result;
  readonly seconds: number;
};

/** Whether what was seen supports the claim, in a sentence with the figures; `open` where too little has been run to say. */
export type Verdict = { readonly outcome: "holds" | "fails" | "open"; readonly said: string };

/** What an experiment has shown. */
export type Findings = {
  readonly verdict: Verdict;
  readonly figures: readonly { readonly name: string; readonly svg: string }[];
  readonly tables: readonly Table[];
  /** What the reader of the figures and tables has to know. */
  readonly notes: readonly string[];
};

/** A claim, the jobs that test it, and what their results say about it. */
export type ExperimentOf<Spec, Result> = {
  readonly title: string;
  /** The claim that it tests, in a sentence. */
  readonly claim: string;
  /** What varies, what is measured, and what is the same for all. */
  readonly about: string;
  /** Fetches what several jobs will read, before the first of them starts. */
  prepare?(scale: Scale, terminal: Pick<Terminal, "error">): Promise<void>;
  jobs(scale: Scale): readonly Job<Spec>[];
  run(spec: Spec, context: JobContext): Promise<Result>;
  /** `finished` has at least one job, and not always all of them. */
  report(finished: readonly Finished<Spec, Result>[]): Findings;
};

/** An experiment whose jobs and results nobody else looks into. */
export type Experiment = ExperimentOf<unknown, unknown>;

/** `experiment` for the list of all. Its `run` and `report` only ever get what its own `jobs` and `run` returned. */
export function experiment<Spec, Result>(experiment: ExperimentOf<Spec, Result>): Experiment {
  return experiment as unknown as Experiment;
}
