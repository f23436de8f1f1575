/*
 * Fails when what the benchmarks guard got grossly slower: measures a few ratios and compares them with those of
 * apps/bench/results/guard.json. `pnpm bench:guard`; with `--keep`, on a quiet machine, it writes that file anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import {
  allCases,
  allSubjects,
  bench,
  compareResults,
  comparisonMarkdown,
  grossRegressions,
  type Pace,
  plan,
  type Results,
  readResults,
} from "@tenetjs/bench";
import { nodeHost } from "@tenetjs/bench/node";

/** One thread each, so that a machine of two cores has one to spare for whatever else it does. */
const guarded = plan(
  {
    mode: "quick",
    cases: ["train/text-2x128", "generate/text-2x128-batch-1"],
    subjects: ["tenet-wasm-composed", "tenet-wasm-1", "tfjs-layers-wasm"],
  },
  allCases,
  allSubjects(1),
);
/** Slow machines need a second or more for a call of tfjs-layers: five rounds of it are what half a minute has room for. */
const pace: Pace = {
  rounds: 5,
  warmUp: 300,
  turn: 150,
  longestCall: 15_000,
  slowCall: 15_000,
  slowRounds: 5,
  longestStart: 60_000,
};
/** Rounds of the run that is kept, which others are compared with for long. */
const keptRounds = 15;
/** A regression has to be seen twice, in two runs after one another. */
const attempts = 2;

const root = join(import.meta.dirname, "..");
const keptFile = join(root, "apps/bench/results/guard.json");
const { values: options } = parseArgs({ options: { keep: { type: "boolean", default: false } } });

if (options.keep) {
  const results = await measure(keptRounds);
  writeFileSync(keptFile, `${JSON.stringify(results, undefined, 1)}\n`);
} else {
  const kept = {
    name: relative(root, keptFile),
    results: readResults(readFileSync(keptFile, "utf8"), keptFile),
  };
  let regressions = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const comparison = compareResults(kept, { name: `run ${attempt}`, results: await measure(pace.rounds) });
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
