import { integer, type Rng, seed, split } from "@tenetjs/core";
import { median } from "simple-statistics";
import type { Case } from "../cases/case.ts";
import { describeCase } from "../cases/describe-case.ts";
import type { CaseResult, Check, Gpu, SubjectResult } from "../results/results.ts";
import { isSameGpu } from "../results/roof-of.ts";
import { summarise } from "../results/summarise.ts";
import type { Subject } from "../subjects/subject.ts";
import type { Connect } from "./connection.ts";
import { measureFresh } from "./measure-fresh.ts";
import { measureTime } from "./measure-time.ts";
import type { Outcome, Step } from "./measurement.ts";
import type { Pace } from "./pace.ts";
import type { Facts } from "./requests.ts";
import { tracked } from "./tracked.ts";

/** A subject to measure, or the reason why it cannot be measured here. */
export type Candidate = { readonly subject: Subject; readonly missing?: string };

/** What a measurement needs. */
export type Bench = {
  readonly connect: Connect;
  readonly pace: Pace;
  /** Stops the measurement. Rounds that are complete count. */
  readonly signal?: AbortSignal;
  /** Called between rounds. */
  between?(): Promise<void>;
  /** The GPU of WebGPU, where its limits were measured. */
  readonly webgpu?: Gpu;
};

const measures = { time: measureTime, load: measureFresh("load"), memory: measureFresh("memory") } as const;

/** A case's result without shares of limits, the milliseconds of a step by subject, and the facts that its subjects reported. */
export type CaseEnd = {
  readonly result: CaseResult;
  readonly milliseconds: ReadonlyMap<string, number>;
  readonly facts: readonly Facts[];
};

/**
 * Measures one case on its candidates, interleaved. Yields each step before it is taken, and at the end the result. A subject that fails is in
 * the result with its reason, and the others are still measured. `break` stops every subject.
 */
export async function* measureCase(
  benchCase: Case,
  candidates: readonly Candidate[],
  { connect, pace, signal, between, webgpu }: Bench,
): AsyncGenerator<Step | CaseEnd, void, undefined> {
  const rng = split(seed("bench"), benchCase.id);
  const present = candidates.flatMap(({ subject, missing }) => (missing === undefined ? [subject] : []));
  const order = (round: number) => shuffled(present, split(rng, round));
  const open = tracked(connect);
  signal?.addEventListener("abort", open.stop);
  try {
    const measurement = {
      ...{ task: benchCase.task, timeline: benchCase.timeline === true, order, connect: open.connect, pace },
      ...(between === undefined ? {} : { between }),
    };
    const stoppable = signal === undefined ? measurement : { ...measurement, signal };
    const outcomes = yield* measures[benchCase.measure](stoppable);
    const facts = outcomes.flatMap((outcome) =>
      outcome.status === "measured" && outcome.facts !== undefined ? [outcome.facts] : [],
    );
    const milliseconds = new Map(
      outcomes.flatMap((outcome) =>
        outcome.status === "measured" && outcome.rounds.length > 0
          ? [[outcome.subject.id, median([...outcome.rounds]) / (benchCase.task.readEvery ?? 1)] as const]
          : [],
      ),
    );
    yield { result: caseResult(benchCase, candidates, outcomes, webgpu), milliseconds, facts };
  } finally {
    signal?.removeEventListener("abort", open.stop);
    open.stop();
  }
}

function caseResult(
  benchCase: Case,
  candidates: readonly Candidate[],
  outcomes: readonly Outcome[],
  known: Gpu | undefined,
): CaseResult {
  const described = describeCase(benchCase);
  const outcomeOf = (id: string) => outcomes.find(({ subject }) => subject.id === id);
  const roundsOf = (outcome: Outcome | undefined) =>
    outcome?.status === "measured" ? outcome.rounds.map(unitOf(benchCase)) : undefined;

  const webgpu = known ?? gpuOf(outcomes);

  const subjects = candidates.map(({ subject, missing }): SubjectResult => {
    const { id, title, threads } = subject;
    const who = { id, title, threads };
    const outcome = outcomeOf(id);
    const rounds = roundsOf(outcome);
    if (missing !== undefined) return { ...who, status: "skipped", reason: missing };
    if (outcome !== undefined && outcome.status !== "measured") {
      return { ...who, status: outcome.status, reason: outcome.reason };
    }
    if (outcome === undefined || rounds === undefined || rounds.length === 0) {
      return { ...who, status: "skipped", reason: "the run was stopped before its turn" };
    }
    const reference = id === described.reference ? undefined : roundsOf(outcomeOf(described.reference));
    const gpu = outcome.facts?.adapter;
    const form = outcome.facts?.form;
    const check = checkWithGpu(outcome.check, gpu, webgpu);
    const rng = split(split(seed("bootstrap"), benchCase.id), id);
    return {
      ...who,
      ...summarise({ rounds, reference, better: described.better, check, rng }),
      ...(gpu === undefined ? {} : { gpu }),
      ...(form === undefined ? {} : { form }),
      ...(outcome.timeline === undefined ? {} : { timeline: outcome.timeline }),
    };
  });
  return { ...described, subjects };
}

/** The GPU that subjects on WebGPU report. */
function gpuOf(outcomes: readonly Outcome[]): Gpu | undefined {
  const gpus = outcomes.flatMap((outcome) =>
    outcome.status === "measured" && outcome.subject.options.backend === "webgpu"
      ? (outcome.facts?.adapter ?? [])
      : [],
  );
  return gpus[0];
}

/** A subject's check, marked as different where it computed on another GPU than WebGPU did. */
function checkWithGpu(check: Check, gpu: Gpu | undefined, webgpu: Gpu | undefined): Check {
  if (check.status === "different" || gpu === undefined || webgpu === undefined || isSameGpu(gpu, webgpu))
    return check;
  return {
    status: "different",
    why: `it reports the GPU ${gpu.name}, where WebGPU reports ${webgpu.name}`,
  };
}

/** A function that converts what a round measured to the case's unit. */
function unitOf({ measure, task: { kind, batch, time, readEvery = 1 } }: Case): (figure: number) => number {
  if (measure !== "time") return (figure) => figure;
  if (kind !== "generate") return (milliseconds) => milliseconds / readEvery;
  return (milliseconds) => (1000 * batch * time) / milliseconds;
}

/** `items` in random order (Fisher and Yates). A new order each round keeps a subject from always running after the same one. */
function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  const order = [...items];
  for (let end = order.length - 1; end > 0; end -= 1) {
    const other = integer(rng, end + 1);
    [order[end], order[other]] = [order[other] as T, order[end] as T];
  }
  return order;
}
