import { integer, seed as seeded, split } from "@tenetjs/core";
import { checkChoice, checkInteger } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { drawHeldOut, drawTraining, type HeldOutRule } from "./held-out-rule.ts";
import { type DigitEncoding, emptySymbols } from "./symbols.ts";

export type PalindromesOptions = {
  /** T, from 2 to 10 000: how many digits a palindrome has, the target included. */
  length: number;
  /** Sequences a batch. */
  batch?: number;
  /** Seeds the training stream, the held-out set and the rule that keeps them apart. */
  seed?: number | string;
  encoding?: DigitEncoding;
  /** How many sequences the held-out set has. */
  heldOut?: number;
};

/** The palindrome task: a network reads all digits but the last, and then names the last, which was the first. */
export type Palindromes = {
  /** T, the digits of a palindrome. */
  readonly length: number;
  /** T - 1, the digits that the network reads. The UvA course code's `input_length`. */
  readonly inputLength: number;
  /** What to expect of a network that remembers nothing: one digit in ten, and ln 10 nats. */
  readonly chance: { readonly accuracy: number; readonly loss: number };
  readonly classes: 10;
  readonly encoding: DigitEncoding;
  /** Numbers a step (1 as a scalar, 10 as one-hot), or how many different ids there are (10). */
  readonly inputSize: number;
  /** Fresh palindromes without end. */
  readonly training: Batches;
  /** The same palindromes each time, whatever the batch size; the last batch is smaller when it does not divide. */
  readonly heldOut: Batches;
  /** Whether no first half of the held-out set is ever trained on; false for length 2 alone. */
  readonly disjoint: boolean;
};

/**
 * Palindromes of `length` digits to train on and to test with. A palindrome's first ceil(T/2) digits are uniform
 * and the rest mirrors them; `inputs` hold the first T-1 digits (see {@link DigitEncoding} for their shape), and
 * `targets`, `[batch]`, the last one.
 *
 * The held-out rule: a first half whose digits sum to r modulo 10 is held out; r comes from the seed. So one half in
 * ten is held out, the same share for each first digit, and training draws uniformly from the other nine. Sequence
 * `i` of the held-out set has first digit `i % 10`, so the ten classes are balanced; its other digits are uniform
 * among those held out, with replacement (length 3 or 4 has ten held-out halves, so they recur). At length 2 a first
 * half is one digit and to hold it out would remove a class: there both sets draw from all ten, and `disjoint` is false.
 *
 * Training batch `n` depends on the seed and `n` alone, so `training.at(n)` and `training.from(n)` cost the same for
 * any `n`. The held-out set depends on the seed alone.
 *
 * @throws {RangeError} when `length` is not an integer from 2 to 10 000, `batch` or `heldOut` not an integer of at
 * least 1, or `encoding` unknown.
 */
export function palindromes({
  length,
  batch = 128,
  seed = 0,
  encoding = "one-hot",
  heldOut = 1000,
}: PalindromesOptions): Palindromes {
  checkInteger("palindromes", "length", length, 2, 10_000);
  checkInteger("palindromes", "batch", batch, 1);
  checkInteger("palindromes", "heldOut", heldOut, 1);
  checkChoice("palindromes", "encoding", encoding, ["one-hot", "scalar", "ids"]);

  const root = split(seeded(seed), "palindromes");
  const inputLength = length - 1;
  const disjoint = length > 2;
  const residue = disjoint ? integer(split(root, "residue"), 10) : undefined;
  const rule: HeldOutRule = { symbols: 10, residue };

  /** `rows` palindromes whose first halves `drawHalf` fills. */
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
