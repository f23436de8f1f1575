import { integer, type Rng, seed as seeded, split, uniform } from "@tenetjs/core";
import { checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batch, Batches, Values } from "../batch.ts";
import { batches } from "../batches.ts";

export type AddingProblemOptions = {
  /** Numbers in a sequence, from 2 to 10 000. */
  length: number;
  batch?: number;
  seed?: number | string;
  /** Number of held-out sequences. */
  heldOut?: number;
};

/** A batch whose targets are real values, `[batch]`. */
export type AddingBatch = Batch<Values<Float32Array>>;

/** The adding problem: a network reads numbers of which two are marked, and returns the sum of those two. */
export type AddingProblem = {
  readonly length: number;
  /** Numbers in a step: the value, and the mark, which is 1 at two steps and 0 at the others. */
  readonly inputSize: 2;
  /** How close to the sum an answer must be to count as correct. */
  readonly tolerance: number;
  /** The mean squared error and the accuracy of a network that always answers 1, the mean of the sums. */
  readonly chance: { readonly accuracy: number; readonly loss: number };
  /** New sequences, without end. */
  readonly training: Batches<AddingBatch>;
  /** The same sequences each time, for any batch size. The last batch may be smaller. */
  readonly heldOut: Batches<AddingBatch>;
};

/** Hochreiter and Schmidhuber's target is half the sum, and their tolerance 0.04. */
const tolerance = 0.08;

/**
 * The adding problem of Hochreiter and Schmidhuber, "Long short-term memory" (1997), section 5.4, in the version of Arjovsky, Shah and
 * Bengio (2016). Each of `length` steps has a value, uniform in [0, 1), and a mark. The mark is 1 at one step of the first half
 * and at one step of the second half, both uniform; the middle step of an odd length belongs to the second half.
 * `inputs` are `[batch, time, 2]`; `targets`, `[batch]`, are the sums of the two marked values.
 *
 * Training and held-out sequences are real numbers from different random streams, so they do not overlap in practice.
 *
 * @throws {RangeError} when `length` is not an integer from 2 to 10 000, or `batch` or `heldOut` not one of at least 1.
 */
export function addingProblem(options: AddingProblemOptions): AddingProblem {
  checkOptions("addingProblem", options, { length: true, batch: true, seed: true, heldOut: true });
  const { length, batch = 128, seed = 0, heldOut = 1000 } = options;
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

/** The sum of the marked values, after filling `sequence` with alternating values and marks. */
function drawSequence(rng: Rng, sequence: Float32Array): number {
  const length = sequence.length / 2;
  const half = Math.floor(length / 2);
  for (let step = 0; step < length; step += 1) sequence[2 * step] = uniform(rng);
  const marked = [integer(rng, half), half + integer(rng, length - half)];
  for (const step of marked) sequence[2 * step + 1] = 1;
  return marked.reduce((sum, step) => sum + sequence[2 * step]!, 0);
}
