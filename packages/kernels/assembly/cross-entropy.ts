/* Softmax with cross-entropy, forward and backward in one pass, since the loss computes the exponentials that the gradient needs. */

import { exp } from "./math";

/** The sum of the weights of `rows` rows: see `weightAt`. */
export function sumOfWeights(rows: i32, weights: usize, kind: i32): f64 {
  let sum: f64 = 0;
  for (let row = 0; row < rows; row++) sum += weightAt(weights, kind, row);
  return sum;
}

/**
 * Writes, in float64 at `sum`, the sum over the rows of `-ln softmax(logits)[target]`, each times its weight and `scale`; and at `gradient` the
 * gradient of the sum with respect to the logits. Does not read rows of weight 0. A target outside the classes makes the sum NaN.
 */
export function crossEntropy(
  rows: i32,
  classes: i32,
  logits: usize,
  targets: usize,
  weights: usize,
  kind: i32,
  scale: f64,
  gradient: usize,
  sum: usize,
): void {
  const bytes = <usize>classes * 4;
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++, logits += bytes, gradient += bytes) {
    const weight = weightAt(weights, kind, row);
    if (weight === 0) {
      memory.fill(gradient, 0, bytes);
      continue;
    }
    const share = weight * scale;
    const most = largest(bytes, logits);
    const total = powers(bytes, logits, most, gradient);
    multiplyBy(bytes, gradient, <f32>(share / total));
    const target = load<u32>(targets + <usize>row * 4);
    if (target < <u32>classes) {
      const at = <usize>target * 4;
      loss += share * (log(total) - <f64>(load<f32>(logits + at) - most));
      store<f32>(gradient + at, load<f32>(gradient + at) - <f32>share);
    } else {
      loss = NaN;
    }
  }
  store<f64>(sum, loss);
}

/** The sum of the weights of the rows whose first largest logit is that of their target. */
export function weightOfHits(
  rows: i32,
  classes: i32,
  logits: usize,
  targets: usize,
  weights: usize,
  kind: i32,
): f64 {
  const bytes = <usize>classes * 4;
  let sum: f64 = 0;
  for (let row = 0; row < rows; row++, logits += bytes) {
    const weight = weightAt(weights, kind, row);
    const target = load<u32>(targets + <usize>row * 4);
    if (weight !== 0 && target < <u32>classes && isFirstLargest(bytes, logits, <usize>target * 4))
      sum += weight;
  }
  return sum;
}

/** Whether the value at the offset `at` is the largest, and none before it is as large. */
function isFirstLargest(bytes: usize, x: usize, at: usize): bool {
  const value = load<f32>(x + at);
  if (value !== largest(bytes, x)) return false;
  for (const end = x + at; x < end; x += 4) if (load<f32>(x) === value) return false;
  return true;
}

/** The weight of a row: 1 without weights (kind 0), otherwise its float32 (1), int32 (2) or byte (3). */
function weightAt(weights: usize, kind: i32, row: i32): f64 {
  if (kind === 0) return 1;
  if (kind === 1) return load<f32>(weights + <usize>row * 4);
  if (kind === 2) return load<i32>(weights + <usize>row * 4);
  return load<u8>(weights + <usize>row);
}

/** The largest value, or -Infinity. NaN is passed over; e^(NaN - most) is NaN all the same. */
export function largest(bytes: usize, x: usize): f32 {
  const end = x + bytes;
  let most = f32x4.splat(-Infinity);
  let other = most;
  for (; x + 32 <= end; x += 32) {
    most = f32x4.pmax(most, v128.load(x));
    other = f32x4.pmax(other, v128.load(x, 16));
  }
  most = f32x4.pmax(most, other);
  for (; x + 16 <= end; x += 16) most = f32x4.pmax(most, v128.load(x));
  for (; x < end; x += 4) most = f32x4.pmax(most, v128.load32_splat(x));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  return max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
}

/** Stores e^(x - most) of each value at `out` and returns their sum. */
function powers(bytes: usize, x: usize, most: f32, out: usize): f64 {
  const end = x + bytes;
  const shift = f32x4.splat(most);
  let sums = f32x4.splat(0);
  for (; x + 32 <= end; x += 32, out += 32) {
    const low = exp(f32x4.sub(v128.load(x), shift));
    const high = exp(f32x4.sub(v128.load(x, 16), shift));
    v128.store(out, low);
    v128.store(out, high, 16);
    sums = f32x4.add(f32x4.add(sums, low), high);
  }
  for (; x + 16 <= end; x += 16, out += 16) {
    const power = exp(f32x4.sub(v128.load(x), shift));
    v128.store(out, power);
    sums = f32x4.add(sums, power);
  }
  let sum =
    <f64>f32x4.extract_lane(sums, 0) +
    <f64>f32x4.extract_lane(sums, 1) +
    (<f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3));
  for (; x < end; x += 4, out += 4) {
    const power = f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(x), shift)), 0);
    store<f32>(out, power);
    sum += power;
  }
  return sum;
}

function multiplyBy(bytes: usize, x: usize, factor: f32): void {
  const end = x + bytes;
  const factors = f32x4.splat(factor);
  for (; x + 32 <= end; x += 32) {
    const low = f32x4.mul(v128.load(x), factors),
      high = f32x4.mul(v128.load(x, 16), factors);
    v128.store(x, low);
    v128.store(x, high, 16);
  }
  for (; x + 16 <= end; x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
  for (; x < end; x += 4) store<f32>(x, load<f32>(x) * factor);
}

/**
 * ln x, for NaN, infinity and normal numbers above 0. With x = 2^n m and m within a factor of sqrt 2 of 1, it is
 * n ln 2 + 2 artanh((m - 1) / (m + 1)). The series is truncated where its terms are below 1e-11.
 */
function log(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<u64>(x);
  let n = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > Math.SQRT2) {
    m *= 0.5;
    n += 1;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s;
  const series =
    1 + q * (1 / 3.0 + q * (1 / 5.0 + q * (1 / 7.0 + q * (1 / 9.0 + q * (1 / 11.0 + q / 13.0)))));
  return <f64>n * Math.LN2 + 2 * s * series;
}
