import type { Case } from "../cases/case.ts";
import { noiseOf } from "../results/noise.ts";
import type { CaseResult, Environment, GraphicsCard, Results } from "../results/results.ts";
import { isOnCard, type Subject } from "../subjects/subject.ts";
import type { Connect } from "./connection.ts";
import { machineLimits } from "./machine-limits.ts";
import { measureCase } from "./measure-case.ts";
import type { Step } from "./measurement.ts";
import { type Pace, paces } from "./pace.ts";
import type { Planned } from "./plan.ts";
import { progress } from "./progress.ts";
import type { Facts } from "./requests.ts";

/** Where subjects run: processes of Node, or workers of a page. */
export type Host = {
  readonly name: Results["host"];
  readonly connect: Connect;
  /** Why a subject cannot be measured here, or not so, as a clause; undefined when it can. */
  whyMissing(subject: Subject, measure?: Case["measure"]): Promise<string | undefined>;
  /** What figures depend on, but for what the subjects tell themselves. To be asked for before anything is measured. */
  environment(): Promise<Omit<Environment, "versions" | "adapter">>;
  /** The version of a package that a subject needs, where it is known. */
  versionOf?(name: string): string | undefined;
};

export type BenchOptions = {
  readonly host: Host;
  readonly plan: readonly Planned[];
  readonly mode: Results["mode"];
  /** Default: the mode's own. */
  readonly pace?: Pace;
  /** Ends the run: what there is by then is in the last event's results. */
  readonly signal?: AbortSignal;
};

/** What happens: the next step of a case, with the share that is done and the seconds left, or a case's result. The last has all. */
export type BenchEvent =
  | ({
      readonly kind: "step";
      readonly case: Case;
      readonly done: number;
      readonly secondsLeft?: number;
    } & Step)
  | { readonly kind: "case"; readonly result: CaseResult }
  | { readonly kind: "end"; readonly results: Results };

/** Measures the planned cases, one after another. To `break` stops every subject. */
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
  const measured = { threads: threadCountsOf(plan), card: present.some(isOnWebGpu) };
  const machine = await machineLimits(measured, world);
  const clock = progress(planned, pace);
  const cases: CaseResult[] = [];
  const facts: Facts[] = [];
  for (const { case: benchCase, candidates } of planned) {
    if (signal?.aborted) break;
    for await (const event of measureCase(benchCase, candidates, { ...world, machine })) {
      if (!("result" in event)) {
        yield { kind: "step", case: benchCase, ...event, ...clock.step() };
        continue;
      }
      clock.finish(benchCase);
      cases.push(event.result);
      facts.push(...event.facts);
      yield { kind: "case", result: event.result };
    }
  }
  const noise = noiseOf(cases);
  const adapter = machine.gpu ?? cardOf(cases, present);
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

/** The counts of threads whose share of the machine will be asked for. */
function threadCountsOf(plan: readonly Planned[]): number[] {
  const subjects = plan.flatMap(({ subjects }) => subjects);
  const onProcessor = subjects.filter(({ options }) => !isOnCard(options));
  return [...new Set(onProcessor.map(({ threads }) => threads))].sort((left, right) => left - right);
}

function isOnWebGpu({ options }: Subject): boolean {
  return options.backend === "webgpu";
}

/** The card that WebGPU has, as its subjects say. */
function cardOf(cases: readonly CaseResult[], subjects: readonly Subject[]): GraphicsCard | undefined {
  const ids = new Set(subjects.filter(isOnWebGpu).map(({ id }) => id));
  const cards = cases.flatMap((one) =>
    one.subjects.flatMap((subject) =>
      subject.status === "measured" && subject.card !== undefined && ids.has(subject.id)
        ? [subject.card]
        : [],
    ),
  );
  return cards[0];
}

/** A card without its limits. */
function named({ name, driver, software }: GraphicsCard): GraphicsCard {
  return { name, ...(driver === undefined ? {} : { driver }), software };
}

/** Of all that was measured: what the host knows, and what subjects tell themselves. */
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
      // In Node, what has WebGPU is a package too.
      .flatMap((subject) => [...subject.needs, ...(isOnWebGpu(subject) ? ["webgpu"] : [])]),
  );
  const found = needs.flatMap((name) => {
    const version = versionOf?.(name);
    return version === undefined ? [] : [[name, version] as const];
  });
  return Object.assign(Object.fromEntries(found), ...facts.map(({ versions }) => versions));
}
