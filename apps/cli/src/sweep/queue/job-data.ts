import { backendNames } from "@tenetjs/backends/names";
import { TenetError } from "@tenetjs/core";
import { expectedField, problem, wordedIssue } from "@tenetjs/core/internals";
import {
  array,
  boolean,
  finite,
  type InferOutput,
  integer,
  literal,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  picklist,
  pipe,
  record,
  regex,
  safeParse,
  strictObject,
  string,
  union,
  variant,
} from "valibot";
import { identify } from "../trial/trial.ts";

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  pipe(number(), integer(), minValue(least), maxValue(most));
const identifier = pipe(string(), regex(/^[0-9a-f]{12}$/, "12 hexadecimal digits"));
const checksum = pipe(string(), regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"));
const word = pipe(string(), maxLength(200));
const scalar = union([word, pipe(number(), finite())]);
const options = record(word, union([scalar, boolean(), pipe(array(scalar), maxLength(1000))]));

const common = { batch: identifier, backend: picklist(backendNames) };

/** A job as it goes through a queue. */
const jobData = variant("kind", [
  strictObject({
    kind: literal("trial"),
    ...common,
    trial: identifier,
    steps: whole(1),
    saveEvery: whole(1),
    spec: strictObject({
      task: word,
      texts: pipe(array(checksum), maxLength(100)),
      options,
      seed: whole(0),
    }),
  }),
  strictObject({
    kind: literal("experiment"),
    ...common,
    experiment: word,
    /** How much of the experiment is run. Its jobs are then known, and this one is named by the checksum of what it is to do. */
    scale: strictObject({ full: boolean(), seeds: nullable(whole(1, 100)) }),
    key: pipe(string(), regex(/^[0-9a-f]{16}$/, "16 hexadecimal digits")),
  }),
]);

export type JobData = InferOutput<typeof jobData>;
export type TrialData = Extract<JobData, { kind: "trial" }>;
export type ExperimentData = Extract<JobData, { kind: "experiment" }>;

/**
 * `data`, which came from a queue, once it is known to be a job. What its task and options are is checked by the tables of the command line, when it begins.
 *
 * @throws {TenetError} `BAD_JOB` with the field at fault.
 */
export function checkedJob(data: unknown): JobData {
  const { success, output, issues } = safeParse(jobData, data, { message: wordedIssue });
  if (!success) {
    const [issue] = issues;
    throw new TenetError("BAD_JOB", problem("queue", expectedField(issue, "a job"), issue.input));
  }
  if (output.kind === "trial" && identify(output.spec) !== output.trial)
    throw new TenetError(
      "BAD_JOB",
      problem("queue", `trial to be ${identify(output.spec)}, as its spec says`, output.trial),
    );
  return output;
}

/** The name of a job, unique in its batch. */
export function nameOf(data: JobData): string {
  return data.kind === "trial" ? `${data.trial}-${data.steps}` : data.key;
}
