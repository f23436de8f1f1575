/*
 * `pnpm soak` trains, resumes, samples, evaluates, inspects and exports again and again in one process, for an hour or for `--minutes`, and fails if
 * memory, tensors or open files grow. A run of a minute or two says little: caches still fill. The results are kept as JSON.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { nodeEnvironment } from "@tenetjs/bench/internals";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import { memory } from "@tensorflow/tfjs-core";
import { program } from "../apps/cli/src/program.ts";
import type { Terminal } from "../apps/cli/src/terminal/terminal.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    out: { type: "string", default: join(import.meta.dirname, "../runs/soak.json") },
  },
});
const minutes = Number(values.minutes);

/**
 * What is measured, and by how much it may grow in an hour. V8 goes on to compile what runs often, and to profile what it has compiled; a leak of one
 * training would be a hundred times as much.
 */
const limits = {
  "resident memory, MiB": 64,
  "heap of JavaScript, MiB": 16,
  "buffers outside it, MiB": 16,
  tensors: 0,
  "open files": 0,
};
type Measured = Readonly<Record<keyof typeof limits, number>>;

const quiet: Terminal = {
  live: false,
  colours: false,
  out: () => {},
  write: () => {},
  paint: () => {},
  visible: (text) => text,
  raw: () => quiet,
  error: () => {},
  status: () => {},
  settle: () => {},
  onUnread: () => () => {},
};

await ensureWritable(dirname(values.out));
const directory = mkdtempSync(join(tmpdir(), "tenet-soak-"));
const run = join(directory, "run");
const backend = ["--backend", "wasm"];
const small = ["--hidden", "16", "--window", "10", "--batch", "8", "--evaluate-every", "5", ...backend];
const commands = [
  ["train", "text", "the-lighthouse", ...small, "--steps", "10", "--out", run],
  ["resume", run, ...backend, "--steps", "20"],
  ["sample", run, ...backend, "--length", "50", "--count", "2"],
  ["eval", run, ...backend],
  ["inspect", run],
  ["export", run, "--out", join(directory, "model")],
];

const readings: { readonly hours: number; readonly measured: Measured }[] = [];
const start = performance.now();
const hours = () => (performance.now() - start) / 3_600_000;
let rounds = 0;
try {
  while (hours() < minutes / 60) {
    rmSync(run, { recursive: true, force: true });
    for (const command of commands) await program(quiet, directory).parseAsync(command, { from: "user" });
    rounds += 1;
    readings.push({ hours: hours(), measured: measure() });
    if (rounds % 20 === 0) print(`${rounds} rounds in ${(60 * hours()).toFixed(1)} of ${minutes} minutes`);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

print(`${rounds} rounds of ${commands.length} commands in ${(60 * hours()).toFixed(1)} minutes`);
// The first quarter is left out: modules load, code is compiled, and heaps find their size.
const settled = readings.slice(Math.ceil(readings.length / 4));
const found: Record<string, { readonly last: number; readonly moreInAnHour: number; readonly most: number }> =
  {};
for (const [name, most] of Object.entries(limits) as [keyof Measured, number][]) {
  const points = settled.map(({ hours: x, measured }) => ({ x, y: measured[name] }));
  const slope = slopeOf(points);
  const isFine = slope <= most;
  if (!isFine) process.exitCode = 1;
  const last = points.at(-1)?.y ?? Number.NaN;
  found[name] = { last, moreInAnHour: slope, most };
  print(
    `${name.padEnd(24)} ${last.toFixed(1)}, ${slope.toFixed(2)} more in an hour${isFine ? "" : `: expected at most ${most}`}`,
  );
}

const results = { ...nodeEnvironment(), minutes: 60 * hours(), rounds, measured: found };
await writeAtomically(values.out, `${JSON.stringify(results, null, 2)}\n`);
print(`results: ${values.out}`);

function measure(): Measured {
  globalThis.gc?.();
  const mebibytes = (bytes: number) => bytes / 2 ** 20;
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return {
    "resident memory, MiB": mebibytes(rss),
    "heap of JavaScript, MiB": mebibytes(heapUsed),
    "buffers outside it, MiB": mebibytes(external + arrayBuffers),
    tensors: memory().numTensors,
    "open files": process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0,
  };
}

/** The slope of the least-squares line through `points`. */
function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  return mean(({ x, y }) => (x - mx) * (y - my)) / (mean(({ x }) => (x - mx) ** 2) || 1);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
