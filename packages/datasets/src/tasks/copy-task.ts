import { integer, seed as seeded, split } from "@tenetjs/core";
import { checkChoice, checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { drawHeldOut, drawTraining, type HeldOutRule } from "./held-out-rule.ts";
import { emptySymbols, type SymbolEncoding } from "./symbols.ts";

export type CopyTaskOptions = {
  /** Steps between the last input item and the first output item, including the delimiter. */
  delay: number;
  /** Number of items to remember. */
  items?: number;
  /** Number of distinct items. */
  symbols?: number;
  batch?: number;
  seed?: number | string;
  encoding?: SymbolEncoding;
  /** Number of held-out sequences. */
  heldOut?: number;
};

/** The copy task: a network reads a few items, waits, and outputs them in order when it reads the delimiter. */
export type CopyTask = {
  /** Steps in a sequence: `delay` + 2 `items`. */
  readonly length: number;
  /** Number of distinct inputs: the items, the blank (id `symbols`) and the delimiter (id `symbols` + 1). */
  readonly inputSize: number;
  /** Number of distinct targets: the items and the blank. */
  readonly classes: number;
  /** Accuracy and loss, over all steps, of a network that outputs blanks correctly and guesses the items. */
  readonly chance: { readonly accuracy: number; readonly loss: number };
  readonly training: Batches;
  readonly heldOut: Batches;
  /** Whether no held-out sequence is ever trained on. False only if `items` is 1. */
  readonly disjoint: boolean;
};

/**
 * The copy task of Arjovsky, Shah and Bengio, "Unitary evolution recurrent neural networks" (2016), whose 10 items of 8 symbols are the
 * defaults. A sequence is `items` uniform symbols, `delay` - 1 blanks, a delimiter, and `items` blanks. `targets`, `[batch, time]`, are
 * blank until the delimiter has been read, and then the items in order.
 *
 * A sequence is held out if its ids sum to a seeded residue modulo `symbols`, which is one in `symbols`. Every training batch
 * takes the same time to make. The held-out set does not depend on the batch size, and its last batch may be smaller.
 *
 * @throws {RangeError} when `delay`, `items`, `batch` or `heldOut` is not an integer of at least 1, when `symbols` is not an
 * integer from 2 to 254, or when `encoding` is unknown.
 */
export function copyTask(options: CopyTaskOptions): CopyTask {
  checkOptions("copyTask", options, {
    delay: true,
    items: true,
    symbols: true,
    batch: true,
    seed: true,
    encoding: true,
    heldOut: true,
  });
  const {
    delay,
    items = 10,
    symbols = 8,
    batch = 128,
    seed = 0,
    encoding = "one-hot",
    heldOut = 1000,
  } = options;
  checkInteger("copyTask", "delay", delay, 1);
  checkInteger("copyTask", "items", items, 1);
  checkInteger("copyTask", "symbols", symbols, 2, 254);
  checkInteger("copyTask", "batch", batch, 1);
  checkInteger("copyTask", "heldOut", heldOut, 1);
  checkChoice("copyTask", "encoding", encoding, ["one-hot", "ids"]);

  const root = split(seeded(seed), "copy task");
  const disjoint = items > 1;
  const residue = disjoint ? integer(split(root, "residue"), symbols) : undefined;
  const rule: HeldOutRule = { symbols, residue };
  const [blank, delimiter] = [symbols, symbols + 1];
  const length = delay + 2 * items;
  const inputSize = symbols + 2;

  /** A batch of `rows` sequences; `drawItems` fills the items of each. */
  function copyBatch(rows: number, drawItems: (ids: Uint8Array, row: number) => void) {
    const ids = new Uint8Array(items);
    const inputs = emptySymbols(encoding, rows, length, inputSize);
    const targets = new Int32Array(rows * length).fill(blank);
    for (let row = 0; row < rows; row += 1) {
      drawItems(ids, row);
      for (let step = 0; step < length; step += 1) {
        const signal = step === items + delay - 1 ? delimiter : blank;
        inputs.write(row * length + step, ids[step] ?? signal);
      }
      targets.set(ids, row * length + items + delay);
    }
    return { inputs: inputs.values, targets: { data: targets, shape: [rows, length] } };
  }

  const trainingRoot = split(root, "training");
  const training = batches(Number.POSITIVE_INFINITY, (index) => {
    const rng = split(trainingRoot, index);
    return copyBatch(batch, (ids) => drawTraining(rng, ids, rule));
  });

  const heldOutRoot = split(root, "held-out");
  const heldOutBatches = batches(Math.ceil(heldOut / batch), (index) => {
    const start = index * batch;
    return copyBatch(Math.min(batch, heldOut - start), (ids, row) => {
      drawHeldOut(split(heldOutRoot, start + row), ids, rule);
    });
  });

  return {
    length,
    inputSize,
    classes: symbols + 1,
    chance: {
      accuracy: (delay + items + items / symbols) / length,
      loss: (items * Math.log(symbols)) / length,
    },
    training,
    heldOut: heldOutBatches,
    disjoint,
  };
}
