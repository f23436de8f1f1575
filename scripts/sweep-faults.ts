/*
 * `pnpm sweep:faults [--trials N] [--workers N] [--faults-only]` trains a sweep through a queue while workers, server and network fail at random, and measures what a trial costs on
 * the queue. It prints JSON, and fails if a trial was counted other than once, or if a result differs from that of a run without faults. Needs redis-server.
 */
import { parseArgs } from "node:util";
import { integer } from "@tenetjs/core";
import { faultKinds, faultRun } from "../apps/cli/src/sweep/faults/fault-run.test.support.ts";
import { queueFigures } from "../apps/cli/src/sweep/faults/queue-figures.test.support.ts";

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "200" },
    workers: { type: "string", default: "4" },
    "faults-only": { type: "boolean", default: false },
  },
});
const [trials, workers] = [Number(values.trials), Number(values.workers)];

const figures = [];
for (let count = 1; count <= workers && !values["faults-only"]; count += 1)
  figures.push(await queueFigures(count, trials));
const run = await faultRun({
  ...{ trials, workers, between: 300, seed: 1 },
  faults: (rng) => faultKinds[integer(rng, faultKinds.length)],
});
process.stdout.write(
  `${JSON.stringify({ node: process.versions.node, trials, workers, ...run, figures }, null, 2)}\n`,
);
if (run.history.faults.length > 0 || run.differences.length > 0) process.exitCode = 1;
