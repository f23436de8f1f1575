import type { Bytes } from "./encoding.ts";
import { f32x4, f64x2, i32, i32x4, localGet, localSet, localTee, shuffle, v128 } from "./instructions.ts";

/** Constants and locals for emitted code. */
export type Scratch = {
  /** Code that puts `value` in all lanes on the stack. */
  constant(value: number): Bytes;
  /** The same for an integer. */
  bits(value: number): Bytes;
  /** A new v128 local. */
  local(): number;
  /** Code that leaves a b + c on the stack. It rounds once with relaxed SIMD, where the CPU does, and otherwise twice. */
  multiplyAdd(a: Bytes, b: Bytes, c: Bytes): Bytes;
  /** Code that leaves c - a b on the stack, rounded likewise. */
  subtractProduct(a: Bytes, b: Bytes, c: Bytes): Bytes;
};

/** Code that leaves a function of the local `x`, lane by lane, on the stack. */
type Approximation = (scratch: Scratch, x: number) => Bytes;

/** ln 2 in two parts. The first has few enough digits that its product with an exponent is exact. */
const ln2High = 0.693359375;
const ln2Low = Math.LN2 - ln2High;
/** Adding it to a small number leaves the nearest integer in the lowest bits (1.5 * 2^23). */
const rounder = 12582912;
const rounderBits = 0x4b400000;
const oneBits = 0x3f800000;
/** (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2: the polynomial whose relative error in e^r - 1 is least, 1.4e-8. */
const exponentialPolynomial = [
  0.5, 0.1666654348373413, 0.04166628047823906, 0.008366583846509457, 0.0013946450781077147,
];
/** (ln(1 + f) - f + f^2 / 2) / f^3 for 1 + f from sqrt(1/2) to sqrt(2): relative error in the logarithm 6e-9. */
const logarithmPolynomial = [
  0.33333316445350647, -0.25000810623168945, 0.2000228613615036, -0.16624553501605988, 0.14181192219257355,
  -0.13128754496574402, 0.12881647050380707, -0.07859611511230469,
];

/** e^x over all of float32, denormal results included. */
export const exponential: Approximation = (scratch, x) => {
  const y = scratch.local();
  const half = scratch.local();
  const whole = scratch.local();
  const { code, shifted, fraction } = splitExponential(scratch, y);
  const power = (exponent: number): Bytes => [
    ...localGet(exponent),
    ...i32.const(23),
    ...i32x4.shl,
    ...scratch.bits(oneBits),
    ...i32x4.add,
  ];
  return [
    ...clamp(scratch, x, -104, 89),
    ...localSet(y),
    ...code,
    ...localGet(shifted),
    ...scratch.bits(rounderBits),
    ...i32x4.sub,
    ...localTee(whole),
    ...i32.const(1),
    ...i32x4.shr_s,
    ...localSet(half),
    ...localGet(whole),
    ...localGet(half),
    ...i32x4.sub,
    ...localSet(whole),
    // 2^n in two factors, since 2^128 is no float32, and neither is 2^-150.
    ...localGet(fraction),
    ...scratch.constant(1),
    ...f32x4.add,
    ...power(half),
    ...f32x4.mul,
    ...power(whole),
    ...f32x4.mul,
  ];
};

/** 1 / (1 + e^-x), computed as e^x / (1 + e^x). Saturates at exactly 0 and 1; denormal results may be flushed to 0. */
export const sigmoid: Approximation = (scratch, x) => {
  const y = scratch.local();
  const e = scratch.local();
  const { code, shifted, fraction } = splitExponential(scratch, y);
  return [
    ...clamp(scratch, x, -88, 88),
    ...localSet(y),
    ...code,
    ...powerOfTwo(scratch, shifted),
    ...localSet(y),
    ...scratch.multiplyAdd(localGet(y), localGet(fraction), localGet(y)),
    ...localTee(e),
    ...localGet(e),
    ...scratch.constant(1),
    ...f32x4.add,
    ...f32x4.div,
  ];
};

/** (e^2x - 1) / (e^2x + 1), with e^2x - 1 computed without cancellation, so that results near 0 keep all digits. Saturates at exactly -1 and 1. */
export const hyperbolicTangent: Approximation = (scratch, x) => {
  const y = scratch.local();
  const e = scratch.local();
  const { code, shifted, fraction } = splitExponential(scratch, y);
  return [
    ...clamp(scratch, x, -10, 10),
    ...localTee(y),
    ...localGet(y),
    ...f32x4.add,
    ...localSet(y),
    ...code,
    ...powerOfTwo(scratch, shifted),
    ...localSet(y),
    ...scratch.multiplyAdd(localGet(y), localGet(fraction), [
      ...localGet(y),
      ...scratch.constant(1),
      ...f32x4.sub,
    ]),
    ...localTee(e),
    ...localGet(e),
    ...scratch.constant(2),
    ...f32x4.add,
    ...f32x4.div,
  ];
};

/** ln x over all of float32: NaN below 0, -Infinity at 0. */
export const logarithm: Approximation = (scratch, x) => {
  const [tiny, scaled, exponent, f, square] = Array.from({ length: 5 }, scratch.local) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return [
    // Denormals are brought into the normal range first.
    ...localGet(x),
    ...scratch.constant(2 ** 23),
    ...f32x4.mul,
    ...localGet(x),
    ...localGet(x),
    ...scratch.constant(2 ** -126),
    ...f32x4.lt,
    ...localTee(tiny),
    ...v128.bitselect,
    // x = 2^exponent (1 + f), with 1 + f from sqrt(1/2), 0x3f3504f3, up.
    ...localTee(scaled),
    ...scratch.bits(0x3f3504f3),
    ...i32x4.sub,
    ...i32.const(23),
    ...i32x4.shr_s,
    ...localSet(exponent),
    ...localGet(scaled),
    ...localGet(exponent),
    ...i32.const(23),
    ...i32x4.shl,
    ...i32x4.sub,
    ...scratch.constant(1),
    ...f32x4.sub,
    ...localTee(f),
    ...localGet(f),
    ...f32x4.mul,
    ...localSet(square),
    ...localGet(exponent),
    ...f32x4.convert_i32x4_s,
    ...localGet(tiny),
    ...scratch.constant(23),
    ...v128.and,
    ...f32x4.sub,
    ...localSet(exponent),
    // f - f^2 / 2 + f^3 p(f), and then the exponent's part, the small one first.
    ...polynomial(scratch, logarithmPolynomial, f),
    ...localGet(f),
    ...f32x4.mul,
    ...scratch.constant(0.5),
    ...f32x4.sub,
    ...localGet(square),
    ...f32x4.mul,
    ...localGet(exponent),
    ...scratch.constant(ln2Low),
    ...f32x4.mul,
    ...f32x4.add,
    ...localGet(f),
    ...f32x4.add,
    ...localGet(exponent),
    ...scratch.constant(ln2High),
    ...f32x4.mul,
    ...f32x4.add,
    // A root is NaN, Infinity and NaN where the logarithm of a negative number, Infinity and NaN are.
    ...scratch.constant(Number.NEGATIVE_INFINITY),
    ...localGet(x),
    ...f32x4.sqrt,
    ...localGet(x),
    ...scratch.constant(0),
    ...f32x4.eq,
    ...v128.bitselect,
    ...localGet(x),
    ...scratch.constant(0),
    ...f32x4.gt,
    ...localGet(x),
    ...scratch.constant(Number.POSITIVE_INFINITY),
    ...f32x4.lt,
    ...v128.and,
    ...v128.bitselect,
  ];
};

/** sin x: within 1e-6 for |x| up to 8192. */
export const sine: Approximation = (scratch, x) => wave(scratch, x, 0);

/** cos x, as accurate as {@link sine}. */
export const cosine: Approximation = (scratch, x) => wave(scratch, x, 1);

/** pi / 2 in three parts. The first two have so few digits that their products with n are exact up to |x| = 8192. */
const halfPi = [1.5703125, 4.837512969970703e-4, 7.549789954891882e-8] as const;
/** (sin r - r) / r^3 and (cos r - 1 + r^2 / 2) / r^4 as polynomials in r^2, for |r| <= pi / 4 (Cephes, sinf and cosf). */
const sinePolynomial = [-0.16666654611, 0.0083321608736, -1.9515295891e-4];
const cosinePolynomial = [0.04166664568298827, -0.001388731625493765, 2.443315711809948e-5];

/** The sine of x + `quarters` pi / 2: of x = n pi / 2 + r, the polynomial of sine or cosine in r, by the quadrant n + `quarters`. */
function wave(scratch: Scratch, x: number, quarters: 0 | 1): Bytes {
  const [shifted, n, r, square, sineOfR] = Array.from({ length: 5 }, scratch.local) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return [
    ...localGet(x),
    ...scratch.constant(2 / Math.PI),
    ...f32x4.mul,
    ...scratch.constant(rounder),
    ...f32x4.add,
    ...localTee(shifted),
    ...scratch.constant(rounder),
    ...f32x4.sub,
    ...localSet(n),
    ...localGet(x),
    ...halfPi.flatMap((part) => [...localGet(n), ...scratch.constant(part), ...f32x4.mul, ...f32x4.sub]),
    ...localTee(r),
    ...localGet(r),
    ...f32x4.mul,
    ...localSet(square),
    ...polynomial(scratch, sinePolynomial, square),
    ...localGet(square),
    ...f32x4.mul,
    ...localGet(r),
    ...f32x4.mul,
    ...localGet(r),
    ...f32x4.add,
    ...localSet(sineOfR),
    ...polynomial(scratch, cosinePolynomial, square),
    ...localGet(square),
    ...f32x4.mul,
    ...scratch.constant(0.5),
    ...f32x4.sub,
    ...localGet(square),
    ...f32x4.mul,
    ...scratch.constant(1),
    ...f32x4.add,
    ...localGet(sineOfR),
    // The lowest two bits of `shifted` are the quadrant: its parity chooses the function, its second bit the sign.
    ...localGet(shifted),
    ...scratch.bits(quarters),
    ...i32x4.add,
    ...localTee(shifted),
    ...i32.const(31),
    ...i32x4.shl,
    ...i32.const(31),
    ...i32x4.shr_s,
    ...v128.bitselect,
    ...localGet(shifted),
    ...i32.const(1),
    ...i32x4.shr_s,
    ...i32.const(31),
    ...i32x4.shl,
    ...v128.xor,
  ];
}

/**
 * The floored modulus a - b floor(a / b), exact as long as |a / b| < 2^53. A quotient of two float32 cannot round across an integer
 * in float64, and its product with b is exact while it has at most 29 bits: so two divisions, first by 2^24 b.
 */
export function flooredModulus(scratch: Scratch, a: number, b: number): Bytes {
  const [remainder, wrapped] = [scratch.local(), scratch.local()];
  return [
    ...exactRemainder(scratch, [...localGet(a)], [...localGet(b)]),
    ...exactRemainder(
      scratch,
      [...localGet(a), ...localGet(a), ...shuffle(2, 3, 2, 3)],
      [...localGet(b), ...localGet(b), ...shuffle(2, 3, 2, 3)],
    ),
    ...shuffle(0, 1, 4, 5),
    ...localTee(remainder),
    ...localGet(b),
    ...f32x4.add,
    ...localSet(wrapped),
    // A remainder of the wrong sign is off by one b. Where the sum rounds to b, the modulus is 0.
    ...localGet(wrapped),
    ...localGet(wrapped),
    ...f32x4.abs,
    ...localGet(b),
    ...f32x4.abs,
    ...f32x4.lt,
    ...v128.and,
    ...localGet(remainder),
    ...localGet(remainder),
    ...localGet(b),
    ...v128.xor,
    ...scratch.bits(0),
    ...i32x4.lt_s,
    ...localGet(remainder),
    ...scratch.constant(0),
    ...f32x4.eq,
    ...v128.andnot,
    ...v128.bitselect,
  ];
}

/** a - b trunc(a / b) of the two low lanes. */
function exactRemainder(scratch: Scratch, a: Bytes, b: Bytes): Bytes {
  const [rest, divisor, large] = [scratch.local(), scratch.local(), scratch.local()];
  const reduce = (by: number): Bytes => [
    ...localGet(rest),
    ...localGet(rest),
    ...localGet(by),
    ...f64x2.div,
    ...f64x2.trunc,
    ...localGet(by),
    ...f64x2.mul,
    ...f64x2.sub,
  ];
  return [
    ...a,
    ...f64x2.promote_low_f32x4,
    ...localSet(rest),
    ...b,
    ...f64x2.promote_low_f32x4,
    ...localTee(divisor),
    ...scratch.constant(2 ** 24),
    ...f64x2.promote_low_f32x4,
    ...f64x2.mul,
    ...localSet(large),
    ...reduce(large),
    ...localSet(rest),
    ...reduce(divisor),
    ...f32x4.demote_f64x2_zero,
  ];
}

/**
 * e^y = 2^n (1 + fraction) with the integer n in the lowest bits of `shifted` and |fraction| < 0.42. The local `y` must hold a moderate
 * number, or NaN, which makes `fraction` NaN.
 */
function splitExponential(scratch: Scratch, y: number): { code: Bytes; shifted: number; fraction: number } {
  const [shifted, n, r] = [scratch.local(), scratch.local(), scratch.local()];
  const { constant, multiplyAdd, subtractProduct } = scratch;
  const withoutHigh = subtractProduct(localGet(n), constant(ln2High), localGet(y));
  const square = [...localGet(r), ...localGet(r), ...f32x4.mul];
  const code = [
    ...multiplyAdd(localGet(y), constant(Math.LOG2E), constant(rounder)),
    ...localTee(shifted),
    ...constant(rounder),
    ...f32x4.sub,
    ...localSet(n),
    ...subtractProduct(localGet(n), constant(ln2Low), withoutHigh),
    ...localSet(r),
    ...multiplyAdd(polynomial(scratch, exponentialPolynomial, r), square, localGet(r)),
    ...localSet(n),
  ];
  return { code, shifted, fraction: n };
}

/** 2^n, of the n in the lowest bits of `shifted`, for n from -127, where it is 0, to 127. */
function powerOfTwo(scratch: Scratch, shifted: number): Bytes {
  return [...localGet(shifted), ...i32.const(23), ...i32x4.shl, ...scratch.bits(oneBits), ...i32x4.add];
}

/** `x` between two bounds; NaN stays NaN, since these comparisons keep their first operand when they fail. */
function clamp(scratch: Scratch, x: number, low: number, high: number): Bytes {
  return [...localGet(x), ...scratch.constant(low), ...f32x4.pmax, ...scratch.constant(high), ...f32x4.pmin];
}

/** By Horner's rule; coefficients from the constant one up. */
function polynomial(scratch: Scratch, coefficients: readonly number[], x: number): Bytes {
  const [highest, ...lower] = coefficients.toReversed() as [number, ...number[]];
  return lower.reduce<Bytes>(
    (sum, coefficient) => scratch.multiplyAdd(sum, localGet(x), scratch.constant(coefficient)),
    scratch.constant(highest),
  );
}
