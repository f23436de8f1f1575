import { integer, seed as seeded, split } from "@tenetjs/core";
import { checkChoice, checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { drawHeldOut, drawTraining, type HeldOutRule } from "./held-out-rule.ts";
import { type DigitEncoding, emptySymbols } from "./symbols.ts";

export type PalindromesOptions = {
  /** T, from 2 to 10 000: the number of digits in a palindrome, including the target. */
  length: number;
  /** Sequences in a batch. */
  batch?: number;
  /** The seed of the training stream, the held-out set and the rule that separates them. */
  seed?: number | string;
  encoding?: DigitEncoding;
  /** Number of held-out sequences. */
  heldOut?: number;
};

/** The palindrome task: a network reads all digits but the last, and predicts the last, which equals the first. */
export type Palindromes = {
  /** T, the number of digits in a palindrome. */
  readonly length: number;
  /** T - 1, the number of digits that the network reads. The UvA course code calls it `input_length`. */
  readonly inputLength: number;
  /** Accuracy and loss of a network that remembers nothing: one digit in ten, and ln 10 nats. */
  readonly chance: { readonly accuracy: number; readonly loss: number };
  readonly classes: 10;
  readonly encoding: DigitEncoding;
  /** Numbers in a step (1 for `scalar`, 10 for `one-hot`), or the number of distinct ids (10). */
  readonly inputSize: number;
  /** New palindromes, without end. */
  readonly training: Batches;
  /** The same palindromes each time, for any batch size. The last batch may be smaller. */
  readonly heldOut: Batches;
  /** Whether no first half of the held-out set is ever trained on. False only for length 2. */
  readonly disjoint: boolean;
};

/**
 * Palindromes of `length` digits to train on and to test with. The first ceil(T/2) digits of a palindrome are uniform,
 * and the rest mirror them. `inputs` hold the first T-1 digits (see {@link DigitEncoding} for their shape), and
 * `targets`, `[batch]`, the last digit.
 *
 * A palindrome is held out if the digits of its first half sum to r modulo 10, where r comes from the seed. One half in
 * ten is held out, the same fraction for each first digit, and training draws uniformly from the others. Sequence
 * `i` of the held-out set has first digit `i % 10`, so the ten classes are balanced. Its other digits are drawn uniformly, with
 * replacement, from the held-out halves; lengths 3 and 4 have only ten of these, so they recur. At length 2 a first half is one
 * digit, and holding it out would remove a class: both sets draw from all ten digits, and `disjoint` is false.
 *
 * Training batch `n` depends only on the seed and `n`, so `training.at(n)` and `training.from(n)` take the same time for
 * any `n`. The held-out set depends only on the seed.
 *
 * @throws {RangeError} when `length` is not an integer from 2 to 10 000, when `batch` or `heldOut` is not an integer of at
 * least 1, or when `encoding` is unknown.
 */
export function palindromes(options: PalindromesOptions): Palindromes {
  checkOptions("palindromes", options, {
    length: true,
    batch: true,
    seed: true,
    encoding: true,
    heldOut: true,
  });
  const { length, batch = 128, seed = 0, encoding = "one-hot", heldOut = 1000 } = options;
  checkInteger("palindromes", "length", length, 2, 10_000);
  checkInteger("palindromes", "batch", batch, 1);
  checkInteger("palindromes", "heldOut", heldOut, 1);
  checkChoice("palindromes", "encoding", encoding, ["one-hot", "scalar", "ids"]);

  const root = split(seeded(seed), "palindromes");
  const inputLength = length - 1;
  const disjoint = length > 2;
  const residue = disjoint ? integer(split(root, "residue"), 10) : undefined;
  const rule: HeldOutRule = { symbols: 10, residue };

  /** A batch of `rows` palindromes; `drawHalf` fills the first half of each. */
  function palindromeBatch(rows: number, drawHalf: (half: Uint8Array, row: number) => void) {
    const half = new Uint8Array(Math.ceil(length / 2));
    const inputs = emptySymbols(encoding, rows, inputLength, 10);
    const targets = new Int32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      drawHalf(half, row);
      for (let step = 0; step < inputLength; step += 1) {
        inputs.write(row * inputLength + step, half[Math.min(step, length - 1 - step)]!);
      }
      targets[row] = half[0]!;
    }
    return { inputs: inputs.values, targets: { data: targets, shape: [rows] } };
  }

  const trainingRoot = split(root, "training");
  const training = batches(Number.POSITIVE_INFINITY, (index) => {
    const rng = split(trainingRoot, index);
    return palindromeBatch(batch, (half) => drawTraining(rng, half, rule));
  });

  const heldOutRoot = split(root, "held-out");
  const heldOutBatches = batches(Math.ceil(heldOut / batch), (index) => {
    const start = index * batch;
    return palindromeBatch(Math.min(batch, heldOut - start), (half, row) => {
      half[0] = (start + row) % 10;
      drawHeldOut(split(heldOutRoot, start + row), half, rule, 1);
    });
  });

  return {
    length,
    inputLength,
    chance: { accuracy: 0.1, loss: Math.log(10) },
    classes: 10,
    encoding,
    inputSize: encoding === "scalar" ? 1 : 10,
    training,
    heldOut: heldOutBatches,
    disjoint,
  };
}
