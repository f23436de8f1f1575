import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { problem } from "./problem.ts";

/**
 * A seeded stream of random numbers that can be split.
 *
 * Drawing advances the stream. Splitting does not advance it, and does not depend on how much was drawn:
 * `split(rng, "weights")` is the same stream at any time.
 */
export type Rng = {
  /** Four 32-bit integers from which `split` derives children. */
  readonly key: Key;
  readonly generator: RandomGenerator;
};

type Key = readonly [number, number, number, number];

/**
 * A stream seeded by an integer or a string: xoroshiro128+ whose state is a hash of the seed.
 *
 * @throws {RangeError} when `value` is a number but not a safe integer.
 */
export function seed(value: number | string): Rng {
  return fromKey(hash([0, 0, 0, 0], value));
}

/**
 * The child stream of `rng` named by `label`. Different labels give independent streams. The same label gives the
 * same stream, whatever was drawn from `rng` in between, so `split(rng, 10_000)` gives the numbers of step 10 000
 * without running the steps before it.
 *
 * @throws {RangeError} when `label` is a number but not a safe integer.
 */
export function split(rng: Rng, label: number | string): Rng {
  return fromKey(hash(rng.key, label));
}

/** A number drawn uniformly from [`low`, `high`), by default [0, 1), with 53 random bits. Rounding can return `high` itself. */
export function uniform(rng: Rng, low = 0, high = 1): number {
  return low + (high - low) * uniformFloat64(rng.generator);
}

/**
 * An integer drawn uniformly from 0 to `bound` - 1, without modulo bias.
 *
 * @throws {RangeError} when `bound` is not an integer from 1 to 2^53 - 1.
 */
export function integer(rng: Rng, bound: number): number {
  if (!Number.isSafeInteger(bound) || bound < 1) {
    throw new RangeError(
      problem(
        "integer",
        "a bound that is an integer from 1 to 2^53 - 1",
        bound,
        "Pass the number of values to choose from.",
      ),
    );
  }
  return uniformInt(rng.generator, 0, bound - 1);
}

/** A number drawn from the normal distribution N(`mean`, `deviation`^2) (Box and Muller, 1958). */
export function normal(rng: Rng, mean = 0, deviation = 1): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(rng.generator)));
  return mean + deviation * radius * Math.cos(2 * Math.PI * uniformFloat64(rng.generator));
}

function fromKey(key: Key): Rng {
  return { key, generator: xoroshiro128plusFromState(key) };
}

/** Four lanes of MurmurHash3's 32-bit mixing over the parent's key and the label. Never all zero, which is a fixed point of the generator. */
function hash(parent: Key, label: number | string): Key {
  const words = labelWords(label);
  const lane = (index: 0 | 1 | 2 | 3) => {
    let state = Math.imul(index + 1, 0x9e3779b9);
    for (const word of parent) state = mix(state, word);
    for (const word of words) state = mix(state, word);
    return finalise(state ^ words.length);
  };
  const key: Key = [lane(0), lane(1), lane(2), lane(3)];
  return key.every((word) => word === 0) ? [1, 0, 0, 0] : key;
}

/** The label as 32-bit integers. The first is not the same for numbers and strings, so that `split(rng, 1)` and `split(rng, "1")` differ. */
function labelWords(label: number | string): number[] {
  if (typeof label === "string")
    return [1, ...Array.from(label, (character) => character.codePointAt(0) ?? 0)];
  if (!Number.isSafeInteger(label)) {
    throw new RangeError(
      problem("seed or split", "a string or a safe integer", label, "Round it, or pass it as a string."),
    );
  }
  return [0, label | 0, Math.floor(label / 2 ** 32) | 0];
}

function mix(state: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const h = state ^ Math.imul(k, 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finalise(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
