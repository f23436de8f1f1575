import { problem } from "@tenetjs/core/internals";
import { type Estimate, quotientOf } from "./quotient.ts";
import type { CaseResult, Results, SubjectResult } from "./results.ts";

/** What changed from one run to another, as plain data. */
export type Comparison = {
  readonly schema: 1;
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  /** The factor below which ratios count as the same. */
  readonly margin: number;
  /** Sentences on why ratios may differ although the code is the same. */
  readonly cautions: readonly string[];
  readonly cases: readonly CaseComparison[];
};

export type ComparedRun = Pick<
  Results["environment"],
  "date" | "processor" | "threads" | "runtime" | "commit"
> &
  Pick<Results, "mode" | "host"> & { readonly name: string };

export type CaseComparison = Pick<CaseResult, "id" | "title" | "unit" | "reference"> & {
  readonly subjects: readonly SubjectComparison[];
};

export type SubjectComparison = Pick<SubjectResult, "id" | "title"> & {
  readonly verdict: Verdict;
  /** The ratio to the reference in each run. */
  readonly before?: Estimate;
  readonly after?: Estimate;
  /** `after` divided by `before`: above 1 is better. */
  readonly change?: Estimate;
  /** A clause on why the ratios cannot be compared. */
  readonly reason?: string;
};

/** For memory, `faster` and `slower` mean smaller and larger. */
export type Verdict = "faster" | "slower" | "same" | "unknown";

export type NamedResults = { readonly name: string; readonly results: Results };

/**
 * What changed between two runs, for each case and subject of either. Only ratios to the case's reference are compared, each taken within
 * its own run. Times of different runs are never compared, because they depend on the machine and the moment.
 *
 * A subject is the same where the whole interval of its change lies within a factor of `margin` (default 1.05). It is faster or slower where
 * the whole interval lies on one side of 1 and the change itself is larger than `margin`. Otherwise the verdict is `unknown`. The margin
 * covers what the intervals cannot show: differences between runs as a whole, such as memory layout.
 *
 * @throws {RangeError} when `margin` is below 1.
 */
export function compareResults(
  before: NamedResults,
  after: NamedResults,
  { margin = 1.05 }: { margin?: number } = {},
): Comparison {
  if (!(margin >= 1 && Number.isFinite(margin)))
    throw new RangeError(problem("compareResults", "margin to be a factor of at least 1", margin));
  const ids = union(before.results.cases, after.results.cases);
  return {
    schema: 1,
    before: comparedRun(before),
    after: comparedRun(after),
    margin,
    cautions: cautionsOf(before, after),
    cases: ids.map((id) => {
      const [was, is] = [before, after].map(({ results }) => results.cases.find((one) => one.id === id));
      const { title, unit, reference } = (is ?? was) as CaseResult;
      const subjects = union(was?.subjects ?? [], is?.subjects ?? [])
        .filter((subject) => subject !== reference)
        .map((subject) => compareSubject(subject, [before.name, was], [after.name, is], margin));
      return { id, title, unit, reference, subjects };
    }),
  };
}

/** The verdict on a change, as {@link compareResults} defines it. */
export function verdictOf({ median, interval: [least, most] }: Estimate, margin: number): Verdict {
  if (least >= 1 / margin && most <= margin) return "same";
  if (least > 1 && median > margin) return "faster";
  if (most < 1 && median < 1 / margin) return "slower";
  return "unknown";
}

type Side = readonly [run: string, result: CaseResult | undefined];

function compareSubject(id: string, before: Side, after: Side, margin: number): SubjectComparison {
  const [was, is] = [ratioOf(id, before), ratioOf(id, after)];
  const { title } = (find(id, after) ?? find(id, before)) as SubjectResult;
  const known = {
    id,
    title,
    ...(was.ratio === undefined ? {} : { before: was.ratio }),
    ...(is.ratio === undefined ? {} : { after: is.ratio }),
  };
  const reason = is.reason ?? was.reason ?? differentTask(before, after);
  if (was.ratio === undefined || is.ratio === undefined || reason !== undefined)
    return { ...known, verdict: "unknown", ...(reason === undefined ? {} : { reason }) };
  const change = quotientOf(is.ratio, was.ratio);
  return { ...known, verdict: verdictOf(change, margin), change };
}

/** A subject's ratio in one run, or why there is none. */
function ratioOf(id: string, [run, result]: Side): { ratio?: Estimate; reason?: string } {
  if (result === undefined) return { reason: `${run} has no such case` };
  const subject = find(id, [run, result]);
  if (subject === undefined) return { reason: `${run} has no such subject` };
  if (subject.status !== "measured")
    return {
      reason: `it ${subject.status === "failed" ? "failed" : "was skipped"} in ${run}: ${subject.reason}`,
    };
  if (subject.ratio === undefined)
    return { reason: `the reference, ${result.reference}, was not measured in ${run}` };
  return { ratio: subject.ratio };
}

/** Why two cases with the same id are different tasks; undefined where they are the same. */
function differentTask([, before]: Side, [, after]: Side): string | undefined {
  if (before?.reference !== after?.reference)
    return `the reference changed from ${before?.reference} to ${after?.reference}`;
  return before?.description === after?.description && before?.unit === after?.unit
    ? undefined
    : `the case changed; it was: ${before?.description}`;
}

function find(id: string, [, result]: Side): SubjectResult | undefined {
  return result?.subjects.find((subject) => subject.id === id);
}

function comparedRun({ name, results: { mode, host, environment } }: NamedResults): ComparedRun {
  const { date, processor, threads, runtime, commit } = environment;
  return { name, mode, host, date, processor, threads, runtime, commit };
}

function cautionsOf(before: NamedResults, after: NamedResults): string[] {
  const [was, is] = [comparedRun(before), comparedRun(after)];
  const differs = (what: string, key: "processor" | "threads" | "runtime" | "host") =>
    was[key] === is[key]
      ? []
      : [`The runs differ in their ${what} (${was[key]} and ${is[key]}), which alone can change ratios.`];
  return [
    ...differs("processor", "processor"),
    ...differs("number of threads", "threads"),
    ...differs("runtime", "runtime"),
    ...differs("host", "host"),
    ...[before, after].flatMap(({ name, results: { mode, noise } }) => [
      ...(mode === "quick" ? [`${name} is a quick run, with few rounds.`] : []),
      ...(noise === undefined ? [] : [`${name}: ${noise}`]),
    ]),
  ];
}

/** The ids of both runs, each once, in the order of the later run. */
function union(
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): string[] {
  return Array.from(new Set([...after, ...before].map(({ id }) => id)));
}
