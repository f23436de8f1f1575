import type { TokenNetwork } from "@tenetjs/cells/internals";
import type { DrawOptions } from "@tenetjs/sampling";
import type { Kernels } from "../module/kernels.ts";
import { regions, withScratch } from "../module/scratch.ts";
import { type Call, callNow, callOf } from "../threads/call.ts";
import { type Loop, type Shard, wholeOf } from "../threads/program.ts";
import type { RowsOf } from "./rows-of.ts";

/** How ids are drawn: `randomNumbers` are `[batch, count]`. Without them, the id of the highest logit is taken. */
export type Draws = Pick<DrawOptions, "count" | "randomNumbers" | "temperature" | "topK" | "topP">;

/** A network's step, as far as drawing needs it. */
export type DrawnStep = {
  readonly batch: number;
  readonly vocabulary: number;
  /** The addresses of the ids that a step reads, and of the logits that it writes. */
  readonly ids: number;
  readonly logits: number;
  /** Takes a step of all rows from one state to another. */
  readonly advance: (from: number, to: number) => void;
  /** The calls of a step of some rows. */
  readonly callsOf: (rows: Shard, from: number, to: number) => readonly Call[];
  /** Runs loops on all threads, in shards of rows. Undefined where the rows are not shared out. */
  readonly runInShards: ((loops: readonly Loop[]) => void) | undefined;
};

/** Two addresses of states. Steps go from `at` to `other`, and back. */
type States = { readonly at: number; readonly other: number };

/**
 * Draws `count` ids for each row, from the logits of the state `at`, and reads all of them but the last. Returns them as `[count, batch]`. No thread waits
 * for another between two steps, since no row depends on another.
 */
export function drawIds(
  kernels: Kernels,
  step: DrawnStep,
  { count, randomNumbers, temperature = 0, topK = 0, topP = 1 }: Draws,
  states: States,
): Int32Array {
  const { batch, vocabulary, ids, logits } = step;
  const values = batch * count;
  const scratch = regions({ randomNumbers: randomNumbers === undefined ? 0 : 2 * values, drawn: values });
  return withScratch(kernels, scratch.bytes, (address) => {
    const drawn = address + scratch.offsets.drawn;
    if (randomNumbers !== undefined)
      new Float64Array(kernels.memory.buffer, address, values).set(randomNumbers);
    const pick = (t: number, { first, count: rows, workspace }: RowsOf) =>
      callOf(kernels.code, "drawIds", [
        rows,
        vocabulary,
        logits + first * vocabulary * 4,
        temperature,
        topK,
        topP,
        randomNumbers === undefined ? 0 : address + (first * count + t) * 8,
        count * 8,
        ids + first * 4,
        drawn + (t * batch + first) * 4,
        workspace,
      ]);
    if (step.runInShards === undefined) drawAlone(kernels, step, count, states, pick);
    else step.runInShards(loopsOf(step, count, states, pick));
    return new Int32Array(kernels.memory.buffer, drawn, values).slice();
  });
}

type Picking = (t: number, rows: RowsOf) => Call;

function drawAlone(
  kernels: Kernels,
  { batch, advance }: DrawnStep,
  count: number,
  { at, other }: States,
  pick: Picking,
): void {
  const whole = wholeOf(batch, kernels.workspace());
  callNow(pick(0, whole));
  for (let t = 1; t < count; t += 1) {
    if (t % 2 === 1) advance(at, other);
    else advance(other, at);
    callNow(pick(t, whole));
  }
}

/** A pick, then steps with a pick each, two at a time because the states alternate. */
function loopsOf({ callsOf }: DrawnStep, count: number, { at, other }: States, pick: Picking): Loop[] {
  const forth: Loop["body"] = (t, rows) => [...callsOf(rows, at, other), pick(t, rows)];
  const back: Loop["body"] = (t, rows) => [...callsOf(rows, other, at), pick(t, rows)];
  const pairs = Math.floor((count - 1) / 2);
  return [
    { first: 0, by: 1, count: 1, body: (t, rows) => [pick(t, rows)] },
    { first: 1, by: 2, count: pairs, body: (t, rows) => [...forth(t, rows), ...back(t + 1, rows)] },
    { first: 1 + 2 * pairs, by: 1, count: count - 1 - 2 * pairs, body: forth },
  ];
}

/**
 * Whether the kernels can draw ids of `network`: no value depends on the time, which threads would have to agree on, and the probabilities fit the scratch
 * space of a thread.
 */
export function canDraw({ exports }: Kernels, { cells, head }: TokenNetwork): boolean {
  return (
    cells.every(({ cell }) => cell.recipe.inputs.length === 0) &&
    head.b.shape[0] * 16 <= exports.workspaceBytes()
  );
}
