/*
 * Tries many inputs on each parser: `pnpm fuzz` tries 100,000, `pnpm fuzz 1000000` a million. What has been tried is kept in a file, so that the same command
 * goes on after a kill as long as the commit is the same. A failure is kept with the smallest input that fails, and the seed with which fast-check finds it again.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { start } from "@tenetjs/backends";
import { nodeEnvironment } from "@tenetjs/bench/internals";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import { type FuzzedParser, fuzzProperty } from "@tenetjs/testing/fuzz";
import fc from "fast-check";
import { timeLeft } from "../apps/cli/src/run/progress-observer.ts";
import { fuzzedParsers as ofCheckpoints } from "../packages/checkpoints/src/fuzzed-parsers.test.support.ts";
import { fuzzedParsers as ofDatasets } from "../packages/datasets/src/fuzzed-parsers.test.support.ts";

/** What has been tried on a parser so far. */
type Tried = {
  readonly inputs: number;
  readonly cpuSeconds: number;
  readonly failure: {
    readonly seed: number;
    readonly input: readonly number[];
    readonly error: string;
  } | null;
};
type Results = ReturnType<typeof nodeEnvironment> & { readonly parsers: Readonly<Record<string, Tried>> };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parser: { type: "string", multiple: true },
    out: { type: "string", default: join(import.meta.dirname, "../runs/fuzz.json") },
  },
});
const wanted = Number(positionals[0] ?? 100_000);
/** The inputs that are tried between two saves. The n-th of these has the seed n, so that a run that goes on tries new inputs. */
const batch = Math.min(wanted, 5000);
const all = [...ofDatasets, ...ofCheckpoints];
const names = values.parser ?? all.map(({ name }) => name);
const unknown = names.filter((name) => !all.some((parser) => parser.name === name));
if (!Number.isSafeInteger(wanted) || wanted < 1 || unknown.length > 0) {
  print("usage: pnpm fuzz [INPUTS] [--parser NAME]... [--out FILE]");
  print(`parsers: ${all.map(({ name }) => `"${name}"`).join(", ")}`);
  process.exit(2);
}

await start("cpu");
await ensureWritable(dirname(values.out));
const environment = nodeEnvironment();
let results = earlier();
for (const parser of all.filter(({ name }) => names.includes(name))) await tryOn(parser);
print(`results: ${values.out}`);

async function tryOn(parser: FuzzedParser): Promise<void> {
  const { name } = parser;
  let tried: Tried = results.parsers[name] ?? { inputs: 0, cpuSeconds: 0, failure: null };
  const [before, started] = [tried.inputs, performance.now()];
  while (tried.inputs < wanted && tried.failure === null) {
    tried = await tryBatch(parser, tried);
    results = { ...results, parsers: { ...results.parsers, [name]: tried } };
    await writeAtomically(values.out, `${JSON.stringify(results, null, 2)}\n`);
    const perInput = (performance.now() - started) / 1000 / (tried.inputs - before);
    print(
      `${name}: ${count(tried.inputs)} of ${count(wanted)}  ${timeLeft(perInput * (wanted - tried.inputs))}`,
    );
  }
  const { failure, inputs, cpuSeconds } = tried;
  if (failure === null) {
    print(`${name}: all ${count(inputs)} are read or refused, in ${cpuSeconds.toFixed(0)} s of CPU`);
    return;
  }
  process.exitCode = 1;
  print(`${name}: fails with seed ${failure.seed} on ${failure.input.length} bytes: ${failure.error}`);
}

async function tryBatch(parser: FuzzedParser, { inputs, cpuSeconds }: Tried): Promise<Tried> {
  const seed = inputs / batch;
  const before = process.cpuUsage();
  const found = await fc.check(fuzzProperty(parser), { numRuns: batch, seed });
  const { user, system } = process.cpuUsage(before);
  const failure = found.failed
    ? { seed, input: [...(found.counterexample?.[0] ?? [])], error: String(found.errorInstance) }
    : null;
  return { inputs: inputs + found.numRuns, cpuSeconds: cpuSeconds + (user + system) / 1e6, failure };
}

/** The results of an earlier process on the same commit; otherwise none. */
function earlier(): Results {
  const none = { ...environment, parsers: {} };
  if (!existsSync(values.out)) return none;
  const kept = JSON.parse(readFileSync(values.out, "utf8")) as Results;
  if (kept.commit === environment.commit) return kept;
  print(`${values.out} is of ${kept.commit}: begins anew on ${environment.commit}`);
  return none;
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
