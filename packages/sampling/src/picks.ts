import { type Rng, split, uniform } from "@tenetjs/core";
import { softmax } from "./softmax.ts";
import { unusableLogits } from "./unusable-logits.ts";

/** A function from one row of logits to the id of the next token. `sample` is the number of the row in its batch. */
export type Picker = (logits: Float32Array, sample: number) => number;

/**
 * The id of the highest logit, of equals the first: greedy decoding.
 *
 * @throws {RangeError} when a logit is NaN, or none is above -Infinity.
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
 * A pick that draws an id with its probability, softmax(logits), summed in float64.
 *
 * Sample `n` of a batch draws from `split(rng, n)`: what it becomes does not depend on how many others there are.
 * The pick goes on where it stopped when it is used again; make a new one to draw the same again.
 *
 * @throws {RangeError} when it picks, if a logit is NaN or +Infinity, or none is above -Infinity.
 */
export function categorical(rng: Rng): Picker {
  const streams: Rng[] = [];
  return (logits, sample) => {
    streams[sample] ??= split(rng, sample);
    return pickByChance("categorical", logits, uniform(streams[sample]));
  };
}

/**
 * The first id whose cumulative probability is above `chance`, under softmax(logits).
 *
 * @throws {RangeError} as `where`, when a logit is NaN or +Infinity, or none is above -Infinity.
 */
export function pickByChance(where: string, logits: Float32Array, chance: number): number {
  const probabilities = softmax(logits);
  if (!(probabilities[0]! >= 0)) throw unusableLogits(where, logits);
  return firstBeyond(chance, probabilities);
}

/** The first id whose cumulative probability is above `share`; should rounding leave none, the last possible id. */
function firstBeyond(share: number, probabilities: Float64Array): number {
  let sum = 0;
  for (let id = 0; id < probabilities.length; id += 1) {
    sum += probabilities[id]!;
    if (sum > share) return id;
  }
  return probabilities.findLastIndex((probability) => probability > 0);
}
