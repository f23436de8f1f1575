import type { Case } from "../cases/case.ts";
import { noiseOf } from "../results/noise.ts";
import type { CaseResult, Environment, Gpu, Results } from "../results/results.ts";
import { type Taken, withShares } from "../results/with-shares.ts";
import { isOnGpu, type Subject, type SubjectOptions } from "../subjects/subject.ts";
import type { Connect } from "./connection.ts";
import { limitSampler } from "./machine-limits.ts";
import { measureCase } from "./measure-case.ts";
import type { Step } from "./measurement.ts";
import { type Pace, paces } from "./pace.ts";
import type { Planned } from "./plan.ts";
import { progress } from "./progress.ts";
import type { Facts } from "./requests.ts";

/** Where subjects run: in Node processes, or in the workers of a page. */
export type Host = {
  readonly name: Results["host"];
  readonly connect: Connect;
  /** A clause on why a subject cannot be measured here, or cannot be measured for `measure`; undefined where it can. */
  whyMissing(subject: Subject, measure?: Case["measure"]): Promise<string | undefined>;
  /** The environment, without what subjects report themselves. Call it before anything is measured, because it reads the load average. */
  environment(): Promise<Omit<Environment, "versions" | "adapter">>;
  /** The version of a package that a subject needs; undefined where it is not known. */
  versionOf?(name: string): string | undefined;
};

export type BenchOptions = {
  readonly host: Host;
  readonly plan: readonly Planned[];
  readonly mode: Results["mode"];
  /** Defaults to the pace of the mode. */
  readonly pace?: Pace;
  /** Stops the run. The last event then has the results so far. */
  readonly signal?: AbortSignal;
};

/** An event of a run: the next step of a case, with the fraction done and the seconds left; a case's result; or at the end all results. */
export type BenchEvent =
  | ({
      readonly kind: "step";
      readonly case: Case;
      readonly done: number;
      readonly secondsLeft?: number;
    } & Step)
  | { readonly kind: "case"; readonly result: CaseResult }
  | { readonly kind: "end"; readonly results: Results };

/** Measures the planned cases, one after another. `break` stops every subject. */
export async function* bench({
  host,
  plan,
  mode,
  pace = paces[mode],
  signal,
}: BenchOptions): AsyncGenerator<BenchEvent, void, undefined> {
  const environment = await host.environment();
  const planned = await Promise.all(
    plan.map(async (entry) => ({
      case: entry.case,
      candidates: await Promise.all(
        entry.subjects.map(async (subject) => {
          const missing = await host.whyMissing(subject, entry.case.measure);
          return missing === undefined ? { subject } : { subject, missing };
        }),
      ),
    })),
  );
  const world = { connect: host.connect, pace, ...(signal === undefined ? {} : { signal }) };
  const present = planned.flatMap(({ candidates }) =>
    candidates.flatMap((candidate) => ("missing" in candidate ? [] : [candidate.subject])),
  );
  const wanted = { forms: formsOf(present), gpu: present.some(isOnWebGpu) };
  const sampler = await limitSampler(wanted, world);
  const clock = progress(planned, pace);
  const taken: Taken[] = [];
  const facts: Facts[] = [];
  try {
    for (const { case: benchCase, candidates } of planned) {
      if (signal?.aborted) break;
      const { gpu } = sampler.limits();
      const measurement = {
        ...world,
        between: sampler.sample,
        ...(gpu === undefined ? {} : { webgpu: gpu }),
      };
      for await (const event of measureCase(benchCase, candidates, measurement)) {
        if (!("result" in event)) {
          yield { kind: "step", case: benchCase, ...event, ...clock.step() };
          continue;
        }
        clock.finish(benchCase);
        const { result, milliseconds } = event;
        taken.push({ result, milliseconds, subjects: candidates.map(({ subject }) => subject) });
        facts.push(...event.facts);
        yield { kind: "case", result: withShares(taken.at(-1) as Taken, sampler.limits()) };
      }
    }
  } finally {
    sampler.stop();
  }
  const machine = sampler.limits();
  // Limits that were found after a case apply to it too.
  const cases = taken.map((one) => withShares(one, machine));
  const noise = noiseOf(cases);
  const adapter = machine.gpu ?? gpuOf(cases, present);
  yield {
    kind: "end",
    results: {
      schema: 1,
      mode,
      host: host.name,
      environment: {
        ...environment,
        ...(adapter === undefined ? {} : { adapter: named(adapter) }),
        versions: versionsOf(host, plan, cases, facts),
      },
      machine,
      cases,
      ...(noise === undefined ? {} : { noise }),
    },
  };
}

/** The numbers of threads and the forms of the kernels that processor subjects run with, whose limits are needed for shares. */
function formsOf(subjects: readonly Subject[]): Pick<SubjectOptions, "threads" | "form">[] {
  const forms = subjects
    .filter(({ options }) => !isOnGpu(options))
    .map(({ threads, options: { backend, fused, form = "fast" } }) => ({
      threads,
      // tfjs's own kernels are strict.
      form: backend === "wasm" && !fused ? ("strict" as const) : form,
    }));
  return [...new Map(forms.map((one) => [`${one.threads} ${one.form}`, one])).values()].sort(
    (left, right) => left.threads - right.threads,
  );
}

function isOnWebGpu({ options }: Subject): boolean {
  return options.backend === "webgpu";
}

/** The GPU that subjects on WebGPU report. */
function gpuOf(cases: readonly CaseResult[], subjects: readonly Subject[]): Gpu | undefined {
  const ids = new Set(subjects.filter(isOnWebGpu).map(({ id }) => id));
  const gpus = cases.flatMap((one) =>
    one.subjects.flatMap((subject) =>
      subject.status === "measured" && subject.gpu !== undefined && ids.has(subject.id) ? [subject.gpu] : [],
    ),
  );
  return gpus[0];
}

/** A GPU without its limits. */
function named({ name, driver, software }: Gpu): Gpu {
  return { name, ...(driver === undefined ? {} : { driver }), software };
}

/** The versions of all libraries that were measured, as the host and the subjects report them. */
function versionsOf(
  { versionOf }: Host,
  plan: readonly Planned[],
  cases: readonly CaseResult[],
  facts: readonly Facts[],
): Readonly<Record<string, string>> {
  const measured = new Set(
    cases.flatMap(({ subjects }) =>
      subjects.filter(({ status }) => status === "measured").map(({ id }) => id),
    ),
  );
  const needs = plan.flatMap(({ subjects }) =>
    subjects
      .filter(({ id }) => measured.has(id))
      // In Node, WebGPU itself is a package.
      .flatMap((subject) => [...subject.needs, ...(isOnWebGpu(subject) ? ["webgpu"] : [])]),
  );
  const found = needs.flatMap((name) => {
    const version = versionOf?.(name);
    return version === undefined ? [] : [[name, version] as const];
  });
  return Object.assign(Object.fromEntries(found), ...facts.map(({ versions }) => versions));
}
