import { TenetError } from "@tenetjs/core";
import { checkChoice, phrase, problem } from "@tenetjs/core/internals";
import type { AvailableBackend, BackendReport, UnavailableBackend } from "./backend-report.ts";
import { type Measurement, measureStep } from "./measure.ts";
import { type BackendName, backendNames } from "./names.ts";
import type { StartOptions } from "./start-options.ts";
import { survey, surveyHardware } from "./survey.ts";
import type { Threads } from "./threads.ts";

/** The result of `start("auto")`'s choice. */
export type Choice = {
  readonly taken: AvailableBackend;
  /** The threads of the backend, which was launched. */
  readonly threads: Threads;
  readonly others: readonly NotTaken[];
  /** Fastest first. Empty if nothing was measured. */
  readonly measured: readonly Measurement[];
};

/** The threads of a backend that was made current, or why it could not be. */
export type Launched = Threads | UnavailableBackend;

/** A backend that `start("auto")` did not take. */
export type NotTaken = {
  readonly name: BackendName;
  /** Why, as a clause. */
  readonly reason: string;
  /** How to make it available, if it cannot run here. */
  readonly remedy?: string;
  /** The error that the measured work threw on it, if any. */
  readonly error?: unknown;
};

/**
 * The backend on which the caller's work runs fastest, or the first in the order of preference if there is no choice or nothing
 * to measure. `launch` starts a backend and makes it current. The next in the order takes the place of one that cannot be launched.
 *
 * @throws {TenetError} `BACKEND_UNAVAILABLE` if no backend can run here. Rethrows the first error of the measured work if it
 * fails on every backend.
 */
export async function choose(
  { measure, among }: StartOptions,
  launch: (name: BackendName) => Promise<Launched>,
): Promise<Choice> {
  for (const name of among ?? []) checkChoice("start", "each backend of `among`", name, backendNames);
  const surveyed = await (among === undefined ? surveyHardware() : survey());
  const wanted = surveyed.filter(({ name }) => among === undefined || among.includes(name));
  const usable = wanted.filter(
    (report): report is AvailableBackend => report.available && (among !== undefined || !report.software),
  );
  const contenders = usable.filter(({ name }) => among !== undefined || name !== "cpu");
  const trials =
    measure === undefined || contenders.length < 2 ? [] : await tryEach(contenders, measure, launch);
  const measured = trials
    .filter((trial) => "milliseconds" in trial)
    .sort((a, b) => a.milliseconds - b.milliseconds);
  const failed = trials.filter((trial) => "error" in trial);
  const [fastest] = measured;
  if (fastest === undefined && failed[0] !== undefined) throw failed[0].error;
  const isFastest = ({ name }: AvailableBackend) => Number(name === fastest?.name);
  const { launched, refused } = await launchFirst(
    usable.toSorted((a, b) => isFastest(b) - isFastest(a)),
    launch,
  );
  const final = (report: BackendReport) => refused.find(({ name }) => name === report.name) ?? report;
  if (launched === undefined) throw unavailable(wanted.map(final).filter((report) => !report.available));
  const { taken, threads } = launched;

  const whyNot = (surveyed: BackendReport): NotTaken => {
    const report = final(surveyed);
    const { name } = report;
    if (!report.available) return { name, reason: report.reason, remedy: report.remedy };
    const failure = failed.find((trial) => trial.name === name);
    if (failure !== undefined) {
      const { error } = failure;
      return { name, reason: `the measured work failed on it (${error})`, error };
    }
    const time = measured.find((trial) => trial.name === name);
    if (time !== undefined && fastest !== undefined) {
      return { name, reason: `a step takes ${inBrief(time)}, where ${taken.name} takes ${inBrief(fastest)}` };
    }
    if (!wanted.includes(report)) return { name, reason: "it is not listed in `among`" };
    const reason = report.software
      ? `its device is a software adapter (${report.device}), slower than ${taken.name}`
      : `${taken.name} is faster`;
    return { name, reason };
  };
  return { taken, threads, measured, others: surveyed.filter((report) => report !== taken).map(whyNot) };
}

/** An error that states why each backend of `reports` cannot run here. */
export function unavailable(reports: readonly UnavailableBackend[]): TenetError {
  const reasons = reports.map(({ name, reason }) => `${name}: ${reason}`).join("; ");
  const remedies = reports.map(({ remedy }) => remedy).join(" ");
  const message = problem("start", "a backend that runs here", phrase(`none (${reasons})`), remedies);
  return new TenetError("BACKEND_UNAVAILABLE", message);
}

/** The first of `candidates` that can be launched, with its threads, and those before it that cannot. */
async function launchFirst(
  candidates: readonly AvailableBackend[],
  launch: (name: BackendName) => Promise<Launched>,
): Promise<{
  readonly launched?: Pick<Choice, "taken" | "threads">;
  readonly refused: readonly UnavailableBackend[];
}> {
  const refused: UnavailableBackend[] = [];
  for (const taken of candidates) {
    const threads = await launch(taken.name);
    if (!("available" in threads)) return { launched: { taken, threads }, refused };
    refused.push(threads);
  }
  return { refused };
}

type Outcome = Measurement | { readonly name: BackendName; readonly error: unknown };

/** A backend that fails, for lack of memory say, is passed over; its failure does not make `start` fail. */
async function tryEach(
  contenders: readonly AvailableBackend[],
  measure: NonNullable<StartOptions["measure"]>,
  launch: (name: BackendName) => Promise<Launched>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name } of contenders) {
    try {
      const launched = await launch(name);
      if ("available" in launched) throw unavailable([launched]);
      const trial = await measure();
      try {
        outcomes.push({ name, milliseconds: await measureStep(trial) });
      } finally {
        await trial.end();
      }
    } catch (error) {
      outcomes.push({ name, error });
    }
  }
  return outcomes;
}

function inBrief({ milliseconds }: Measurement): string {
  return `${Number(milliseconds.toPrecision(2))} ms`;
}
