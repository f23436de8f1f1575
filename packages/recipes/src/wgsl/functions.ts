import { wgslWave } from "@tenetjs/core/internals";
import { smallestGradient } from "../compiler/value-graph.ts";

/** {@link wgslFunctions} if the code calls any of them, else nothing. */
export function wgslFunctionsFor(code: string): string {
  return called.test(code) ? wgslFunctions : "";
}

const called =
  /\b(exponential|sigmoid|hyperbolicTangent|sine|cosine|flooredModulus|flush|infinityBits|nanBits)\b/;

/**
 * The functions that {@link emitStage} calls, in WGSL. WGSL's own `exp` may be off by 3 + 2 |x| units in the last place, and its
 * `tanh` by 1e-5. These are accurate to 2 units in the last place, near 0 too. WGSL compilers may assume that infinities and NaN do not occur. The
 * functions do not rely on them, and pass them on where the compiler does.
 */
export const wgslFunctions = `
var<private> infinityBits: u32 = 0x7f800000u;
var<private> nanBits: u32 = 0x7fc00000u;

fn flush(x: f32) -> f32 {
  return select(x, 0f, abs(x) < ${smallestGradient}f);
}

// 2^n (1 + r + r^2 p(r)) for x = n ln 2 + r. Of ln 2, the first part has so few digits that its product with n is exact; 2^n is
// taken in two factors, since 2^128 is no f32, and neither is 2^-150.
fn exponential(given: f32) -> f32 {
  let isNan = (bitcast<u32>(given) & 0x7fffffffu) > 0x7f800000u;
  let x = select(clamp(given, -104f, 89f), given, isNan);
  let n = round(x * 1.44269504f);
  let r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  let p = 0.5f + r * (0.16666543f + r * (0.04166628f + r * (0.00836658f + r * 0.00139464f)));
  let whole = i32(n);
  let half = whole / 2;
  return (1f + (r + r * r * p)) * powerOfTwo(half) * powerOfTwo(whole - half);
}

fn powerOfTwo(n: i32) -> f32 {
  return bitcast<f32>((n + 127) << 23u);
}

// By e^-|x|, which is never above 1.
fn sigmoid(x: f32) -> f32 {
  let e = exponential(-abs(x));
  return select(e, 1f, x >= 0f) / (1f + e);
}

// Near 0 by x + x^3 p(x^2) (Cephes, tanhf), where 1 - e^-2x would cancel.
fn hyperbolicTangent(x: f32) -> f32 {
  let s = x * x;
  let p = -0.333332819422f + s * (0.133314422036f + s * (-0.0537397155531f + s * (0.0206390887954f - s * 0.00570498872745f)));
  let e = exponential(-2f * abs(x));
  let far = (1f - e) / (1f + e);
  return select(select(far, -far, x < 0f), x + x * s * p, abs(x) < 0.625f);
}

fn sine(x: f32) -> f32 {
  return wave(x, 0);
}

fn cosine(x: f32) -> f32 {
  return wave(x, 1);
}

${wgslWave}
// a - b floor(a / b) without rounding, by long division of the fractions' digits, eight at a time.
fn flooredModulus(a: f32, b: f32) -> f32 {
  let bits = vec2(bitcast<u32>(a), bitcast<u32>(b)) & vec2(0x7fffffffu);
  let exponents = vec2<i32>(bits >> vec2(23u));
  if (bits.x >= 0x7f800000u || bits.y > 0x7f800000u || exponents.y == 0) { return bitcast<f32>(nanBits); }
  var remainder = bits.x;
  if (bits.x >= bits.y) {
    let divisor = (bits.y & 0x7fffffu) | 0x800000u;
    var fraction = ((bits.x & 0x7fffffu) | 0x800000u);
    var digits = exponents.x - exponents.y;
    if (fraction >= divisor) { fraction -= divisor; }
    while (digits > 0 && fraction != 0u) {
      let now = min(digits, 8);
      fraction = (fraction << u32(now)) % divisor;
      digits -= now;
    }
    remainder = 0u;
    if (fraction != 0u) {
      let shift = i32(countLeadingZeros(fraction)) - 8;
      let exponent = exponents.y - shift;
      if (exponent > 0) { remainder = (u32(exponent) << 23u) | ((fraction << u32(shift)) & 0x7fffffu); }
    }
  }
  if (remainder == 0u) { return 0f; }
  let sameSign = (a < 0f) == (b < 0f);
  let magnitude = bitcast<f32>(remainder);
  // A remainder of the wrong sign is off by one b. Where the sum rounds to b, the modulus is 0.
  let wrapped = abs(b) - magnitude;
  let result = select(select(0f, wrapped, wrapped < abs(b)), magnitude, sameSign);
  return select(result, -result, b < 0f);
}
`;
