/*
 * `pnpm bench:guard` measures a few ratios and fails if one is grossly worse than before. "Before" is the kept set of this kind of processor,
 * apps/bench/results/guard-VENDOR-SIMD.json; on a kind without one, it is the commit that the work started from, which is built and measured
 * beside it. `--base` takes that commit in any case, and `--keep`, on a quiet machine, measures the kept set again.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import {
  allCases,
  allSubjects,
  bench,
  compareResults,
  comparisonMarkdown,
  grossRegressions,
  type NamedResults,
  type Pace,
  plan,
  type Results,
  readResults,
} from "@tenetjs/bench";
import { nodeHost } from "@tenetjs/bench/node";
import { processorKind } from "@tenetjs/core/node";
import { baseCommit, baseResults } from "./guard-benchmarks/base.ts";

/** One thread each, so that a machine with two cores has one left for other programs. */
const measured = {
  cases: ["train/text-2x128", "generate/text-2x128-batch-1"],
  subjects: ["tenet-wasm-composed", "tenet-wasm-1", "tfjs-layers-wasm"],
};
const guarded = plan({ mode: "quick", ...measured }, allCases, allSubjects(1));
/** A call of tfjs-layers takes a second or more on slow machines, so half a minute has room for five rounds of it. */
const pace: Pace = {
  rounds: 5,
  warmUp: 300,
  turn: 150,
  longestCall: 15_000,
  slowCall: 15_000,
  slowRounds: 5,
  longestStart: 60_000,
};
/** The kept run has more rounds, because many later runs are compared with it. */
const keptRounds = 15;
/** A regression counts only if two runs in a row show it. */
const attempts = 2;

const root = join(import.meta.dirname, "..");
const { vendor, simd } = processorKind();
const kind = `${vendor}-${simd}`.toLowerCase();
const keptFile = join(root, `apps/bench/results/guard-${kind}.json`);
const { values: options } = parseArgs({
  options: { keep: { type: "boolean", default: false }, base: { type: "boolean", default: false } },
});

if (options.keep) {
  const results = await measure(keptRounds);
  writeFileSync(keptFile, `${JSON.stringify(results, undefined, 1)}\n`);
} else {
  const before = earlier();
  if (before === undefined) {
    process.stdout.write(
      `No ratios are kept for ${vendor} with ${simd}, and there is no earlier commit to measure: nothing was compared.\n`,
    );
  } else await guard(before);
}

/** The results to compare with; undefined where there are none. */
function earlier(): NamedResults | undefined {
  if (existsSync(keptFile) && !options.base) {
    return { name: relative(root, keptFile), results: readResults(readFileSync(keptFile, "utf8"), keptFile) };
  }
  const base = baseCommit(root);
  if (base === undefined) return undefined;
  process.stdout.write(`Building and measuring ${base} to compare with, on ${vendor} with ${simd}.\n`);
  try {
    return { name: `commit ${base.slice(0, 7)}`, results: baseResults(root, base, measured) };
  } catch (error) {
    process.stdout.write(
      `It could not be built or measured (${error instanceof Error ? error.message : error}).\n`,
    );
    return undefined;
  }
}

async function guard(before: NamedResults): Promise<void> {
  let regressions: string[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const comparison = compareResults(before, {
      name: `run ${attempt}`,
      results: await measure(pace.rounds),
    });
    regressions = grossRegressions(comparison);
    process.stdout.write(`${comparisonMarkdown(comparison)}\n`);
    if (regressions.length === 0) break;
    process.stdout.write(`Gross regressions:\n${regressions.map((line) => `- ${line}\n`).join("")}\n`);
  }
  process.exitCode = regressions.length === 0 ? 0 : 1;
}

async function measure(rounds: number): Promise<Results> {
  for await (const event of bench({
    host: nodeHost(),
    plan: guarded,
    mode: "quick",
    pace: { ...pace, rounds },
  }))
    if (event.kind === "end") return event.results;
  throw new Error("The run ended without results.");
}
