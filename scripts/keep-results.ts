/*
 * `pnpm results:keep --out runs/reproduce --full --seeds 1 far` keeps the results of `tenet reproduce far --full --seeds 1 --out runs/reproduce` in
 * docs/results/data, as many as are there, beside those that were kept before of other jobs of the same size. It runs nothing.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Scale } from "../apps/cli/src/reproduce/experiment.ts";
import { keptResults } from "../apps/cli/src/reproduce/jobs/kept-results.ts";
import { finishedOf, plan } from "../apps/cli/src/reproduce/plan.ts";
import { reproduceOptions } from "../apps/cli/src/reproduce/reproduce-options.ts";
import { dataFile, type KeptExperiment, type KeptRun, keptExperiments } from "./results/kept-experiment.ts";
import { merged, seedsOf } from "./results/merged.ts";
import { thinned } from "./results/thinned.ts";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: reproduceOptions.out.default },
    full: { type: "boolean", default: false },
    seeds: { type: "string" },
    steps: { type: "string" },
    fast: { type: "boolean", default: false },
    books: { type: "string" },
    /** The commit that was run, if it is not this one. */
    commit: { type: "string" },
    /** What else the machine did. */
    note: { type: "string", default: "" },
  },
});
const numberOf = (value: string | undefined) => (value === undefined ? null : Number(value));
const { out, full, fast, books, note } = values;
const [seeds, steps] = [numberOf(values.seeds), numberOf(values.steps)];
const commit =
  values.commit ??
  execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
const common = { full, ...(books === undefined ? {} : { books }) };
const scale: Scale = { ...common, seeds, ...(steps === null ? {} : { steps }) };
const kept = keptResults(out);
const whole = await plan(positionals, { ...common, seeds: null });
for (const planned of await plan(positionals, scale)) {
  const { name } = planned;
  const found = finishedOf(planned, kept);
  if (found.length === 0) continue;
  const jobs = whole.find((one) => one.name === name)?.jobs ?? planned.jobs;
  const machines = found.map(({ spec }) => kept.find({ experiment: name, spec })?.machine ?? "");
  const run: KeptRun = {
    commit,
    date: new Date().toISOString().slice(0, 10),
    machine: [Array.from(new Set(machines)).join("; "), note].filter((part) => part !== "").join(", "),
  };
  const before = keptExperiments(root).find(
    ({ experiment, scale: { full, steps } }) =>
      experiment === name && full === scale.full && steps === (scale.steps ?? null),
  );
  const { runs, finished } = merged(jobs, { run, finished: thinned(found) }, before);
  const experiment: KeptExperiment = {
    experiment: name,
    scale: { full, seeds: seedsOf(finished), steps, ...(fast ? { fast } : {}) },
    runs,
    jobs: jobs.length,
    finished,
  };
  writeFileSync(join(root, dataFile(name)), `${JSON.stringify(experiment)}\n`);
  process.stdout.write(`${dataFile(name)}: ${found.length} jobs of this run, ${finished.length} in all\n`);
}
