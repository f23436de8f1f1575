/** A float32 as an expression of WGSL, which has no literals for infinities and NaN, and refuses constants that are. */
export function literal(value: number): string {
  if (Number.isNaN(value)) return "bitcast<f32>(nanBits)";
  if (value === Number.POSITIVE_INFINITY) return "bitcast<f32>(infinityBits)";
  if (value === Number.NEGATIVE_INFINITY) return "(-bitcast<f32>(infinityBits))";
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.startsWith("-") ? `(${text}f)` : `${text}f`;
}
