import { integer, type Rng, seed as seeded, split, uniform } from "@tenetjs/core";
import { checkInteger } from "@tenetjs/core/internals";
import type { Batch, Batches, Values } from "../batch.ts";
import { batches } from "../batches.ts";

export type AddingProblemOptions = {
  /** Numbers a sequence, from 2 to 10 000. */
  length: number;
  batch?: number;
  seed?: number | string;
  /** How many sequences the held-out set has. */
  heldOut?: number;
};

/** A batch whose answers are numbers, `[batch]`. */
export type AddingBatch = Batch & { readonly targets: Values<Float32Array> };

/** The adding problem: a network reads numbers, two of them marked, and gives the sum of those two. */
export type AddingProblem = {
  readonly length: number;
  /** Numbers a step: the value, and the mark, which is 1 at two steps and else 0. */
  readonly inputSize: 2;
  /** How near to the sum an answer has to be to count as right. */
  readonly tolerance: number;
  /** What to expect of a network that always says 1, the mean of the sums: its mean squared error, and how often it is right. */
  readonly chance: { readonly accuracy: number; readonly loss: number };
  /** Fresh sequences without end. */
  readonly training: Batches<AddingBatch>;
  /** The same sequences each time, whatever the batch size; the last batch is smaller when it does not divide. */
  readonly heldOut: Batches<AddingBatch>;
};

/** Hochreiter and Schmidhuber count half the sum as right within 0.04. */
const tolerance = 0.08;

/**
 * Numbers to add over a distance, after Hochreiter and Schmidhuber, "Long short-term memory" (1997), section 5.4, as
 * Arjovsky, Shah and Bengio (2016) have it: each of `length` steps has a value, uniform in [0, 1), and a mark, which is 1
 * at one step of the first half and at one of the second, each uniform; the middle step of an odd length is of the second.
 * `inputs` are `[batch, time, 2]`, `targets`, `[batch]`, the sum of the two marked values.
 *
 * Training and held-out sequences are drawn from a continuum by different streams.
 *
 * @throws {RangeError} when `length` is not an integer from 2 to 10 000, or `batch` or `heldOut` not one of at least 1.
 */
export function addingProblem({
  length,
  batch = 128,
  seed = 0,
  heldOut = 1000,
}: AddingProblemOptions): AddingProblem {
  checkInteger("addingProblem", "length", length, 2, 10_000);
  checkInteger("addingProblem", "batch", batch, 1);
  checkInteger("addingProblem", "heldOut", heldOut, 1);

  const root = split(seeded(seed), "adding problem");
  const sequencesFrom = (stream: Rng, start: number, rows: number): AddingBatch => {
    const inputs = new Float32Array(rows * length * 2);
    const targets = new Float32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const sequence = inputs.subarray(row * length * 2, (row + 1) * length * 2);
      targets[row] = drawSequence(split(stream, start + row), sequence);
    }
    return {
      inputs: { data: inputs, shape: [rows, length, 2] },
      targets: { data: targets, shape: [rows] },
    };
  };

  return {
    length,
    inputSize: 2,
    tolerance,
    // The sum of two uniform numbers has a variance of 1/6, and is within t of 1 with a probability of 1 - (1 - t)^2.
    chance: { loss: 1 / 6, accuracy: 1 - (1 - tolerance) ** 2 },
    training: batches(Number.POSITIVE_INFINITY, (index) =>
      sequencesFrom(split(root, "training"), index * batch, batch),
    ),
    heldOut: batches(Math.ceil(heldOut / batch), (index) =>
      sequencesFrom(split(root, "held-out"), index * batch, Math.min(batch, heldOut - index * batch)),
    ),
  };
}

/** Fills `sequence`, value and mark by turns, and gives the sum of the marked values. */
function drawSequence(rng: Rng, sequence: Float32Array): number {
  const length = sequence.length / 2;
  const half = Math.floor(length / 2);
  for (let step = 0; step < length; step += 1) sequence[2 * step] = uniform(rng);
  const marked = [integer(rng, half), half + integer(rng, length - half)];
  for (const step of marked) sequence[2 * step + 1] = 1;
  return marked.reduce((sum, step) => sum + sequence[2 * step]!, 0);
}
