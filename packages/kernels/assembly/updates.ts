/*
 * One step of an optimizer for one tensor of `count` values. `x...` are addresses of what is read, `out...` of what is written; they
 * may not overlap, since the former values stay the caller's.
 */

/** The sum of the squares, in float64. */
export function sumOfSquares(count: i32, x: usize): f64 {
  const end = x + <usize>count * 4;
  let even = f64x2.splat(0);
  let odd = even;
  for (; x + 16 <= end; x += 16) {
    const low = f64x2.promote_low_f32x4(v128.load64_zero(x));
    const high = f64x2.promote_low_f32x4(v128.load64_zero(x, 8));
    even = f64x2.add(even, f64x2.mul(low, low));
    odd = f64x2.add(odd, f64x2.mul(high, high));
  }
  const sums = f64x2.add(even, odd);
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (; x < end; x += 4) {
    const value = <f64>load<f32>(x);
    sum += value * value;
  }
  return sum;
}

/** The sum of each value and that at the same place of another tensor. */
export function add(count: i32, x: usize, y: usize, out: usize): void {
  const end = x + <usize>count * 4;
  for (; x + 16 <= end; x += 16, y += 16, out += 16) v128.store(out, f32x4.add(v128.load(x), v128.load(y)));
  for (; x < end; x += 4, y += 4, out += 4) store<f32>(out, load<f32>(x) + load<f32>(y));
}

/** `factor` times each value. */
export function scale(count: i32, factor: f32, x: usize, out: usize): void {
  const end = x + <usize>count * 4;
  const factors = f32x4.splat(factor);
  for (; x + 16 <= end; x += 16, out += 16) v128.store(out, f32x4.mul(v128.load(x), factors));
  for (; x < end; x += 4, out += 4) store<f32>(out, load<f32>(x) * factor);
}

/** v = decay v' + g; the update is -rate v, or -rate (g + decay v) with `nesterov`. */
export function momentum(
  count: i32,
  rate: f32,
  decay: f32,
  nesterov: bool,
  gradient: usize,
  velocity: usize,
  outUpdate: usize,
  outVelocity: usize,
): void {
  const rates = f32x4.splat(-rate);
  const decays = f32x4.splat(decay);
  const bytes = <usize>count * 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = take(gradient + at, bytes - at);
    const v = f32x4.add(f32x4.mul(take(velocity + at, bytes - at), decays), g);
    const direction = nesterov ? f32x4.add(g, f32x4.mul(v, decays)) : v;
    give(outUpdate + at, f32x4.mul(direction, rates), bytes - at);
    give(outVelocity + at, v, bytes - at);
  }
}

/** s = decay s' + (1 - decay) g^2; the update is g / (sqrt(s) + epsilon), or g / sqrt(s + epsilon) with `inside`. */
export function rootMeanSquare(
  count: i32,
  decay: f64,
  epsilon: f32,
  inside: bool,
  gradient: usize,
  square: usize,
  outUpdate: usize,
  outSquare: usize,
): void {
  const bytes = <usize>count * 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = take(gradient + at, bytes - at);
    const s = runningMean(take(square + at, bytes - at), f32x4.mul(g, g), decay);
    give(outUpdate + at, f32x4.div(g, root(s, epsilon, inside)), bytes - at);
    give(outSquare + at, s, bytes - at);
  }
}

/** As `rootMeanSquare`, with the variance s - m^2 in place of s, where m = decay m' + (1 - decay) g. */
export function centeredRootMeanSquare(
  count: i32,
  decay: f64,
  epsilon: f32,
  inside: bool,
  gradient: usize,
  square: usize,
  mean: usize,
  outUpdate: usize,
  outSquare: usize,
  outMean: usize,
): void {
  const bytes = <usize>count * 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = take(gradient + at, bytes - at);
    const s = runningMean(take(square + at, bytes - at), f32x4.mul(g, g), decay);
    const m = runningMean(take(mean + at, bytes - at), g, decay);
    // Rounding can take the variance of a steady gradient below 0, whose root is NaN.
    const variance = f32x4.max(f32x4.sub(s, f32x4.mul(m, m)), f32x4.splat(0));
    give(outUpdate + at, f32x4.div(g, root(variance, epsilon, inside)), bytes - at);
    give(outSquare + at, s, bytes - at);
    give(outMean + at, m, bytes - at);
  }
}

/**
 * m = beta1 m' + (1 - beta1) g, s = beta2 s' + (1 - beta2) g^2; the update is factor m / (sqrt(s) + epsilon) + shrink param. The
 * corrections for the start at zero are in `factor` and `epsilon`.
 */
export function adam(
  count: i32,
  beta1: f64,
  beta2: f64,
  epsilon: f32,
  factor: f32,
  shrink: f32,
  gradient: usize,
  param: usize,
  mean: usize,
  square: usize,
  outUpdate: usize,
  outMean: usize,
  outSquare: usize,
): void {
  const factors = f32x4.splat(factor);
  const shrinks = f32x4.splat(shrink);
  const bytes = <usize>count * 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = take(gradient + at, bytes - at);
    const m = runningMean(take(mean + at, bytes - at), g, beta1);
    const s = runningMean(take(square + at, bytes - at), f32x4.mul(g, g), beta2);
    let update = f32x4.mul(f32x4.div(m, root(s, epsilon, false)), factors);
    if (shrink !== 0) update = f32x4.add(update, f32x4.mul(take(param + at, bytes - at), shrinks));
    give(outUpdate + at, update, bytes - at);
    give(outMean + at, m, bytes - at);
    give(outSquare + at, s, bytes - at);
  }
}

function runningMean(mean: v128, value: v128, decay: f64): v128 {
  return f32x4.add(f32x4.mul(mean, f32x4.splat(<f32>decay)), f32x4.mul(value, f32x4.splat(<f32>(1 - decay))));
}

function root(s: v128, epsilon: f32, inside: bool): v128 {
  const epsilons = f32x4.splat(epsilon);
  return inside ? f32x4.sqrt(f32x4.add(s, epsilons)) : f32x4.add(f32x4.sqrt(s), epsilons);
}

/** Four values, or as many as are `left` in bytes, and 1 in the place of the others. */
function take(x: usize, left: usize): v128 {
  if (left >= 16) return v128.load(x);
  let values = f32x4.splat(1);
  values = f32x4.replace_lane(values, 0, load<f32>(x));
  if (left >= 8) values = f32x4.replace_lane(values, 1, load<f32>(x, 4));
  if (left >= 12) values = f32x4.replace_lane(values, 2, load<f32>(x, 8));
  return values;
}

/** Stores four values, or as many as are `left` in bytes. */
function give(out: usize, values: v128, left: usize): void {
  if (left >= 16) {
    v128.store(out, values);
    return;
  }
  store<f32>(out, f32x4.extract_lane(values, 0));
  if (left >= 8) store<f32>(out, f32x4.extract_lane(values, 1), 4);
  if (left >= 12) store<f32>(out, f32x4.extract_lane(values, 2), 8);
}
