import { type Rng, split, uniform } from "@tenetjs/core";
import { softmaxInto } from "./softmax.ts";
import { unusableLogits } from "./unusable-logits.ts";

/** A function from a row of logits to the id of the next token. `sample` is the index of the row in its batch. */
export type Picker = (logits: Float32Array, sample: number) => number;

/**
 * The id of the highest logit, and the first of equals: greedy decoding.
 *
 * @throws {RangeError} when a logit is NaN, or when all are -Infinity.
 */
export function argmax(logits: Float32Array): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id += 1) {
    const logit = logits[id]!;
    if (Number.isNaN(logit)) throw unusableLogits("argmax", logits);
    if (logit > most) {
      most = logit;
      best = id;
    }
  }
  if (best < 0) throw unusableLogits("argmax", logits);
  return best;
}

/**
 * A pick that draws an id with the probability softmax(logits), summed in float64.
 *
 * Sample `n` of a batch draws from `split(rng, n)`, so it does not depend on the number of samples.
 * The pick has a state: to draw the same ids again, make a new one.
 *
 * @throws {RangeError} when it picks, if a logit is NaN or +Infinity, or if all are -Infinity.
 */
export function categorical(rng: Rng): Picker {
  const streams: Rng[] = [];
  return (logits, sample) => {
    streams[sample] ??= split(rng, sample);
    return pickByRandomNumber("categorical", logits, uniform(streams[sample]));
  };
}

/**
 * The first id whose cumulative probability is above `randomNumber`, under softmax(logits).
 *
 * @throws {RangeError} in the name of `where`, when a logit is NaN or +Infinity, or when all are -Infinity.
 */
export function pickByRandomNumber(where: string, logits: Float32Array, randomNumber: number): number {
  if (scratch.length !== logits.length) scratch = new Float64Array(logits.length);
  const probabilities = softmaxInto(scratch, logits);
  if (!(probabilities[0]! >= 0)) throw unusableLogits(where, logits);
  return firstBeyond(randomNumber, probabilities);
}

/** The probabilities of the latest pick. An array for each token would be most of what a text of one row leaves to the garbage collector. */
let scratch = new Float64Array(0);

/** The first id whose cumulative probability is above `threshold`. If rounding leaves none, the last possible id. */
function firstBeyond(threshold: number, probabilities: Float64Array): number {
  let sum = 0;
  for (let id = 0; id < probabilities.length; id += 1) {
    sum += probabilities[id]!;
    if (sum > threshold) return id;
  }
  return probabilities.findLastIndex((probability) => probability > 0);
}
