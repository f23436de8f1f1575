/**
 * The WGSL function `wave(x, quarters)`, the sine of `x` + `quarters` pi / 2. WGSL's own `sin` and `cos` may be off by 2^-11; this is within 1e-6 for |x| up to 8192, where
 * numbers in float32 are a thousandth apart.
 */
export const wgslWave = `
// The sine of x + quarters pi / 2: of x = n pi / 2 + r, the polynomial of sine or cosine in r (Cephes, sinf). Of pi / 2, the first two
// parts have so few digits that their products with n are exact up to |x| = 8192.
fn wave(x: f32, quarters: i32) -> f32 {
  let n = round(x * 0.636619772f);
  let r = ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.54978995489188216e-8f;
  let s = r * r;
  let sine = r + r * s * (-0.16666654611f + s * (0.0083321608736f - s * 1.9515295891e-4f));
  let cosine = (1f - 0.5f * s) + s * s * (0.04166664568298827f + s * (-0.001388731625493765f + s * 2.443315711809948e-5f));
  let quadrant = i32(n) + quarters;
  let size = select(sine, cosine, (quadrant & 1) != 0);
  return select(size, -size, (quadrant & 2) != 0);
}
`;
