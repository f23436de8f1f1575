import { integer, type Rng, seed as seeded, split } from "@tenetjs/core";
import { checkChoice, checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { type DigitEncoding, emptySymbols } from "./symbols.ts";

export type ParityOptions = {
  /** Bits in a sequence, from 1 to 10 000. */
  length: number;
  batch?: number;
  seed?: number | string;
  encoding?: DigitEncoding;
  /** Number of held-out sequences. */
  heldOut?: number;
};

/** Parity: a network reads bits, and after each one says whether the number of ones so far is odd. */
export type Parity = {
  readonly length: number;
  /** Numbers in a step (1 for `scalar`, 2 for `one-hot`), or the number of distinct ids (2). */
  readonly inputSize: number;
  /** Distinct targets: 0 for an even number of ones, 1 for an odd one. */
  readonly classes: 2;
  /** Accuracy and loss of a network that guesses. */
  readonly chance: { readonly accuracy: number; readonly loss: number };
  /** New sequences, without end. */
  readonly training: Batches;
  /** The same sequences each time, for any batch size. The last batch may be smaller. */
  readonly heldOut: Batches;
  /** Whether no held-out sequence is ever trained on. False only for lengths below 4. */
  readonly disjoint: boolean;
};

/**
 * Running parity: a sequence is `length` uniform bits, and `targets`, `[batch, time]`, are the sum modulo 2 of the bits so far. Each 1 turns the answer
 * over, so a network has to keep a state that its inputs flip. A linear recurrence with positive factors, such as a minGRU of one layer, cannot do that for
 * long sequences (Grazzi et al., "Unlocking state-tracking in linear RNNs through negative eigenvalues", 2024).
 *
 * A sequence is held out if the positions of its ones, counted from 1, sum to a seeded residue modulo `length` + 1, at most 10: one sequence in so many,
 * as in a Varshamov-Tenengolts code, and about as many with each last target. Below 4 bits nothing is held out, and `disjoint` is false.
 *
 * @throws {RangeError} when `length` is not an integer from 1 to 10 000, when `batch` or `heldOut` is not an integer of at least 1, or when `encoding` is
 * unknown.
 */
export function parity(options: ParityOptions): Parity {
  checkOptions("parity", options, { length: true, batch: true, seed: true, encoding: true, heldOut: true });
  const { length, batch = 128, seed = 0, encoding = "one-hot", heldOut = 1000 } = options;
  checkInteger("parity", "length", length, 1, 10_000);
  checkInteger("parity", "batch", batch, 1);
  checkInteger("parity", "heldOut", heldOut, 1);
  checkChoice("parity", "encoding", encoding, ["one-hot", "scalar", "ids"]);

  const root = split(seeded(seed), "parity");
  const disjoint = length >= 4;
  const modulus = Math.min(10, length + 1);
  const residue = integer(split(root, "residue"), modulus);
  const isHeldOut = (bits: Uint8Array) =>
    bits.reduce((sum, bit, index) => sum + bit * (index + 1), 0) % modulus === residue;

  /** Bits from `rng`: uniform among the sequences that are held out, or among those that are not. */
  function draw(rng: Rng, bits: Uint8Array, wanted: boolean): void {
    do {
      for (let step = 0; step < length; step += 1) bits[step] = integer(rng, 2);
    } while (disjoint && isHeldOut(bits) !== wanted);
  }

  /** A batch of the sequences from number `start` of a stream. */
  function parityBatch(stream: Rng, start: number, rows: number, wanted: boolean) {
    const bits = new Uint8Array(length);
    const inputs = emptySymbols(encoding, rows, length, 2);
    const targets = new Int32Array(rows * length);
    for (let row = 0; row < rows; row += 1) {
      draw(split(stream, start + row), bits, wanted);
      let odd = 0;
      for (const [step, bit] of bits.entries()) {
        odd ^= bit;
        inputs.write(row * length + step, bit);
        targets[row * length + step] = odd;
      }
    }
    return { inputs: inputs.values, targets: { data: targets, shape: [rows, length] } };
  }

  const [trainingRoot, heldOutRoot] = [split(root, "training"), split(root, "held-out")];
  return {
    length,
    inputSize: encoding === "scalar" ? 1 : 2,
    classes: 2,
    chance: { accuracy: 0.5, loss: Math.log(2) },
    training: batches(Number.POSITIVE_INFINITY, (index) =>
      parityBatch(trainingRoot, index * batch, batch, false),
    ),
    heldOut: batches(Math.ceil(heldOut / batch), (index) =>
      parityBatch(heldOutRoot, index * batch, Math.min(batch, heldOut - index * batch), true),
    ),
    disjoint,
  };
}
