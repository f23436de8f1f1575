/*
 * `pnpm bench:guard` measures a few ratios, compares them with those in apps/bench/results/guard.json, and fails if one got grossly worse. With
 * `--keep`, on a quiet machine, it measures that file again.
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

/** One thread each, so that a machine with two cores has one left for other programs. */
const guarded = plan(
  {
    mode: "quick",
    cases: ["train/text-2x128", "generate/text-2x128-batch-1"],
    subjects: ["tenet-wasm-composed", "tenet-wasm-1", "tfjs-layers-wasm"],
  },
  allCases,
  allSubjects(1),
);
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
