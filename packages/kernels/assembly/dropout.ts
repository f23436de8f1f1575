/*
 * Dropout with random bits from Threefry-2x32 (see core's threefry.ts), for 16 values at once: each of four lanes has a counter of its own, and its two
 * words have the bits of four values.
 */

/**
 * Writes each of the values at `x` to `out`, times `scale`, or times 0 if its 16 random bits are less than `below`. `first` is the number of runs of
 * 16 values before these.
 */
export function dropOut(
  first: i32,
  values: i32,
  key0: i32,
  key1: i32,
  below: i32,
  scale: f32,
  x: usize,
  out: usize,
): void {
  const k0 = i32x4.splat(key0);
  const k1 = i32x4.splat(key1);
  const k2 = i32x4.splat(0x1bd11bda ^ key0 ^ key1);
  const k2Plus1 = i32x4.add(k2, i32x4.splat(1));
  const k0Plus2 = i32x4.add(k0, i32x4.splat(2));
  const k1Plus3 = i32x4.add(k1, i32x4.splat(3));
  const k2Plus4 = i32x4.add(k2, i32x4.splat(4));
  const k0Plus5 = i32x4.add(k0, i32x4.splat(5));
  const limit = i32x4.splat(below);
  const factor = f32x4.splat(scale);
  const low = i32x4.splat(0xffff);
  let counter = i32x4.add(i32x4.splat(first << 2), i32x4(0, 1, 2, 3));
  for (; values > 0; values -= 16, x += 64, out += 64) {
    let a = i32x4.add(counter, k0);
    let b = k1;
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 13), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 15), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 26), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 6), a);
    a = i32x4.add(a, k1);
    b = i32x4.add(b, k2Plus1);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 17), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 29), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 16), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 24), a);
    a = i32x4.add(a, k2);
    b = i32x4.add(b, k0Plus2);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 13), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 15), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 26), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 6), a);
    a = i32x4.add(a, k0);
    b = i32x4.add(b, k1Plus3);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 17), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 29), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 16), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 24), a);
    a = i32x4.add(a, k1);
    b = i32x4.add(b, k2Plus4);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 13), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 15), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 26), a);
    a = i32x4.add(a, b);
    b = v128.xor(rotated(b, 6), a);
    a = i32x4.add(a, k2);
    b = i32x4.add(b, k0Plus5);
    counter = i32x4.add(counter, i32x4.splat(4));
    put(values, x, out, kept(v128.and(a, low), limit, factor));
    put(values - 4, x + 16, out + 16, kept(i32x4.shr_u(a, 16), limit, factor));
    put(values - 8, x + 32, out + 32, kept(v128.and(b, low), limit, factor));
    put(values - 12, x + 48, out + 48, kept(i32x4.shr_u(b, 16), limit, factor));
  }
}

function rotated(x: v128, distance: i32): v128 {
  return v128.or(i32x4.shl(x, distance), i32x4.shr_u(x, 32 - distance));
}

function kept(bits: v128, limit: v128, factor: v128): v128 {
  return v128.and(i32x4.ge_s(bits, limit), factor);
}

/** Writes the products of up to four values and their factors. */
function put(values: i32, x: usize, out: usize, factors: v128): void {
  if (values >= 4) {
    v128.store(out, f32x4.mul(v128.load(x), factors));
    return;
  }
  if (values > 0) store<f32>(out, load<f32>(x) * f32x4.extract_lane(factors, 0));
  if (values > 1) store<f32>(out, load<f32>(x, 4) * f32x4.extract_lane(factors, 1), 4);
  if (values > 2) store<f32>(out, load<f32>(x, 8) * f32x4.extract_lane(factors, 2), 8);
}
