/*
 * Clipping by the norm, for one tensor of `count` values. The functions read at the address `x` and write at `out`. The two may not
 * overlap, since callers still use the values at `x`.
 */

/** Writes the sum of the squares of the values, in float64, to `out`. */
export function sumOfSquares(count: i32, x: usize, out: usize): void {
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
  store<f64>(out, sum);
}

/** Writes `factor` times each value. */
export function scale(count: i32, factor: f32, x: usize, out: usize): void {
  const end = x + <usize>count * 4;
  const factors = f32x4.splat(factor);
  for (; x + 32 <= end; x += 32, out += 32) {
    const low = f32x4.mul(v128.load(x), factors);
    const high = f32x4.mul(v128.load(x, 16), factors);
    v128.store(out, low);
    v128.store(out, high, 16);
  }
  for (; x + 16 <= end; x += 16, out += 16) v128.store(out, f32x4.mul(v128.load(x), factors));
  for (; x < end; x += 4, out += 4) store<f32>(out, load<f32>(x) * factor);
}
