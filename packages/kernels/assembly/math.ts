/*
 * exp and tanh of four values at once, within a relative error of 1e-6 over the whole range of float32. NaN gives NaN.
 */

/** ln 2 in two parts. The first has so few digits that its product with an integer is exact. */
const ln2High: f32 = 0.693359375;
const ln2Low: f32 = -2.1219444e-4;

/**
 * 1.5 * 2^23, and its bits. Adding it to a small number leaves the nearest integer in the lowest bits. V8's revectorisation knows sums, but not the
 * instruction that rounds.
 */
const rounder: f32 = 12582912;
const rounderBits: i32 = 0x4b400000;

/**
 * e^x = 2^n e^r with an integer n and |r| <= ln 2 / 2. The polynomial in r is from Cephes' expf. 2^n is applied in two halves, so
 * that results below the smallest normal number lose precision gradually, and overflow gives infinity.
 */
// @inline
export function exp(x: v128): v128 {
  // Beyond these bounds, results are infinity and 0. NaN passes through, since these comparisons keep their first operand when they fail.
  const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-104)), f32x4.splat(89));
  const shifted = f32x4.add(f32x4.mul(bounded, f32x4.splat(Mathf.LOG2E)), f32x4.splat(rounder));
  const n = f32x4.sub(shifted, f32x4.splat(rounder));
  let r = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(ln2High)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(ln2Low)));
  let p = times(r, f32x4.splat(1.98756915e-4), 1.3981999507e-3);
  p = times(r, p, 8.3334519073e-3);
  p = times(r, p, 4.1665795894e-2);
  p = times(r, p, 1.6666665459e-1);
  p = times(r, p, 5.0000001201e-1);
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r), f32x4.splat(1));
  const exponent = i32x4.sub(shifted, i32x4.splat(rounderBits));
  const half = i32x4.shr_s(exponent, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(exponent, half)));
}

/** tanh x: the odd polynomial of Cephes' tanhf for |x| < 0.625, otherwise 1 - 2 / (e^2|x| + 1) with the sign of x. */
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = times(square, f32x4.splat(-5.70498872745e-3), 2.06390887954e-2);
  p = times(square, p, -5.37397155531e-2);
  p = times(square, p, 1.33314422036e-1);
  p = times(square, p, -3.33332819422e-1);
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), size), size);
  const power = exp(f32x4.add(size, size));
  const far = f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(power, f32x4.splat(1))));
  const result = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625)));
  return v128.or(result, v128.and(x, f32x4.splat(-0.0)));
}

/** x p + c. Never a fused multiply-add, so that both binaries give the same values. */
function times(x: v128, p: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(x, p), f32x4.splat(c));
}

function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}
