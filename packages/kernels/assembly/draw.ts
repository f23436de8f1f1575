/*
 * Ids drawn from rows of logits, as `argmax` and `categorical` of `@tenetjs/sampling` pick them in JavaScript: with the same arithmetic in float64, in the
 * same order, so that both draw the same ids.
 */

import { largest } from "./cross-entropy";

/**
 * Draws the next id of each row of `logits`, `[rows, vocabulary]`, and writes it to `ids` and to `drawn`: the first whose cumulative probability is above
 * the row's random number, which are `randomStep` bytes apart, or, if `randomNumbers` is 0, the first of the highest logits. A `temperature` other than 0
 * divides the logits. Of these, `kept` are kept, if it is not 0; and of them, if `mass` is below 1, as many as it takes for their probability to reach it: the
 * highest, and the first of equals. Where no id can be picked, `drawn` gets -1 and `ids` 0.
 * `scratch` has space for `vocabulary` float64 values and twice as many float32 values.
 */
export function drawIds(
  rows: i32,
  vocabulary: i32,
  logits: usize,
  temperature: f64,
  kept: i32,
  mass: f64,
  randomNumbers: usize,
  randomStep: usize,
  ids: usize,
  drawn: usize,
  scratch: usize,
): void {
  const bytes = (<usize>vocabulary) << 2;
  const greedy = randomNumbers === 0;
  const row = scratch + bytes * 3;
  for (const end = ids + ((<usize>rows) << 2); ids < end; ids += 4, drawn += 4, logits += bytes) {
    const base = scaleRow(bytes, logits, temperature, row);
    const id = greedy
      ? highest(bytes, row)
      : drawId(bytes, row, base, kept, mass, load<f64>(randomNumbers), scratch);
    store<i32>(drawn, id);
    store<i32>(ids, max(id, 0));
    randomNumbers += randomStep;
  }
}

/**
 * Writes a row of logits to `out`, after the transform `temperature` if it is not 0, whose results are float32. Returns the largest of them: 0 after the
 * transform, which subtracts it. Infinities stay as they are, for the pick to find.
 */
function scaleRow(bytes: usize, logits: usize, temperature: f64, out: usize): f64 {
  const most: f64 = largest(bytes, logits);
  const divides = temperature !== 0 && abs(most) < Infinity;
  for (let at: usize = 0; at < bytes; at += 4) {
    const logit = load<f32>(logits + at);
    store<f32>(out + at, divides ? <f32>((<f64>logit - most) / temperature) : logit);
  }
  return divides ? 0 : most;
}

/** The first of the highest logits; -1 if one is NaN or none is above -Infinity. */
function highest(bytes: usize, logits: usize): i32 {
  let best = -1;
  let above: f32 = -Infinity;
  for (let at: usize = 0; at < bytes; at += 4) {
    const logit = load<f32>(logits + at);
    // NaN alone.
    if (!(logit <= Infinity)) return -1;
    if (logit > above) {
      above = logit;
      best = <i32>(at >> 2);
    }
  }
  return best;
}

/** The first id whose cumulative probability is above `threshold`, or the last possible one; -1 if the probabilities are NaN. */
function drawId(
  bytes: usize,
  logits: usize,
  base: f64,
  kept: i32,
  mass: f64,
  threshold: f64,
  powers: usize,
): i32 {
  let bar: f32 = -Infinity;
  // Of those at the bar, so many are kept.
  let atBar = i32.MAX_VALUE;
  const all = <i32>(bytes >> 2);
  let count = kept > 0 && kept < all ? kept : all;
  if (count < all || mass < 1) {
    const heap = powers + (bytes << 1);
    fillHeap(count, bytes, logits, heap);
    if (mass < 1) count = countReaching(mass, count, base, heap, powers);
    bar = load<f32>(mass < 1 ? heap + ((<usize>(count - 1)) << 2) : heap);
    atBar = count;
    for (let at: usize = 0; at < bytes; at += 4) if (load<f32>(logits + at) > bar) atBar--;
  }
  let total: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 4) {
    const logit = load<f32>(logits + at);
    // NaN is kept, so that it is found.
    const power = logit < bar || (logit === bar && --atBar < 0) ? 0 : expOfNegative(<f64>logit - base);
    store<f64>(powers + (at << 1), power);
    total += power;
  }
  if (!(load<f64>(powers) / total >= 0)) return -1;
  let sum: f64 = 0;
  let last = -1;
  for (let at: usize = 0; at < bytes; at += 4) {
    const probability = load<f64>(powers + (at << 1)) / total;
    sum += probability;
    if (sum > threshold) return <i32>(at >> 2);
    if (probability > 0) last = <i32>(at >> 2);
  }
  return last;
}

/** Writes the `count` highest logits as a heap of float32 values whose first is the lowest. NaN is passed over. */
function fillHeap(count: i32, bytes: usize, logits: usize, heap: usize): void {
  const end = heap + ((<usize>count) << 2);
  for (let at = heap; at < end; at += 4) store<f32>(at, -Infinity);
  for (let at: usize = 0; at < bytes; at += 4) {
    const value = load<f32>(logits + at);
    if (value > load<f32>(heap)) sink(value, heap, end);
  }
}

/** Puts a value in the place of a heap's first. */
function sink(value: f32, heap: usize, end: usize): void {
  let place = heap;
  for (;;) {
    let child = heap + ((place - heap) << 1) + 4;
    if (child >= end) break;
    if (child + 4 < end && load<f32>(child + 4) < load<f32>(child)) child += 4;
    if (!(load<f32>(child) < value)) break;
    store<f32>(place, load<f32>(child));
    place = child;
  }
  store<f32>(place, value);
}

/** Sorts a heap of `count` logits, the highest first. Returns how many of them it takes for their probability to reach `mass`. */
function countReaching(mass: f64, count: i32, base: f64, heap: usize, powers: usize): i32 {
  for (let end = heap + ((<usize>count) << 2) - 4; end > heap; end -= 4) {
    const value = load<f32>(end);
    store<f32>(end, load<f32>(heap));
    sink(value, heap, end);
  }
  let total: f64 = 0;
  for (let i = count - 1; i >= 0; i--) {
    const power = expOfNegative(<f64>load<f32>(heap + ((<usize>i) << 2)) - base);
    store<f64>(powers + ((<usize>i) << 3), power);
    total += power;
  }
  let reached: f64 = 0;
  for (let i = 0; i < count - 1; i++) {
    reached += load<f64>(powers + ((<usize>i) << 3)) / total;
    if (reached >= mass) return i + 1;
  }
  return count;
}

/** ln 2 in two parts. The first has so few digits that its product with an exponent is exact. */
const ln2High: f64 = 6.931471803691238e-1;
const ln2Low: f64 = 1.9082149292705877e-10;

/**
 * e^x for x <= 0 with less than one unit of error in the last place, by the reduction and the polynomial of Sun's fdlibm (1993), from which V8 and Firefox
 * have `Math.exp`. NaN gives NaN.
 */
function expOfNegative(x: f64): f64 {
  // NaN alone.
  if (!(x <= 0)) return x;
  if (x < -7.451332191019411e2) return 0;
  if (x > -3.725290298461914e-9) return 1 + x;
  let k = 0;
  let high = x;
  let low: f64 = 0;
  // Half of ln 2, and one and a half of it, by their high words.
  const word = <i32>(reinterpret<u64>(x) >> 32) & 0x7fffffff;
  if (word > 0x3fd62e42) {
    k = word < 0x3ff0a2b2 ? -1 : <i32>(Math.LOG2E * x - 0.5);
    high = x - <f64>k * ln2High;
    low = <f64>k * ln2Low;
    x = high - low;
  }
  const square = x * x;
  let p: f64 = -1.6533902205465252e-6 + square * 4.1381367970572385e-8;
  p = 6.613756321437934e-5 + square * p;
  p = -2.7777777777015593e-3 + square * p;
  p = 1.6666666666666602e-1 + square * p;
  const c = x - square * p;
  if (k === 0) return 1 - ((x * c) / (c - 2) - x);
  const power = 1 - (low - (x * c) / (2 - c) - high);
  // Below the smallest normal number, the power of two is applied in two parts.
  return k >= -1021 ? power * powerOfTwo(k) : power * powerOfTwo(k + 1000) * powerOfTwo(-1000);
}

// @inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>((<u64>(1023 + k)) << 52);
}
