/*
 * The innermost loops of the matrix product. Each computes a small tile of C in registers.
 *
 * For each of `depth` steps, `a` contains one value for each row of the tile. `b` is a packed panel or its right half. Every tile
 * sums a value of C in the order of the depth, so all tiles of one binary give the same values to the bit.
 *
 * Stores come in pairs at constant offsets from one address, from which V8's revectorisation finds its 256-bit operations.
 */

/** Columns of B in a packed panel. */
export const panelWidth: i32 = 16;

/** Bytes from one step of a panel to the next. */
export const panelStep: usize = 64;

/** x y + z, rounded twice in the strict binary, and once in the relaxed binary if the CPU has such an instruction. */
export function fma(x: v128, y: v128, z: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, z);
  return f32x4.add(f32x4.mul(x, y), z);
}

/** Four rows by eight columns: eight accumulators and the operands fit the sixteen registers of x86-64. */
// biome-ignore format: one row of the tile on each line
export function tile4x8(depth: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00,
    c10 = c00, c11 = c00,
    c20 = c00, c21 = c00,
    c30 = c00, c31 = c00;
  for (const end = a + <usize>depth * 16; a < end; a += 16, b += panelStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = fma(a0, b0, c00); c01 = fma(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = fma(a1, b0, c10); c11 = fma(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = fma(a2, b0, c20); c21 = fma(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = fma(a3, b0, c30); c31 = fma(a3, b1, c31);
  }
  const row1 = c + ldc, row2 = row1 + ldc, row3 = row2 + ldc;
  if (add) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01);
    c10 = f32x4.add(v128.load(row1), c10); c11 = f32x4.add(v128.load(row1, 16), c11);
    c20 = f32x4.add(v128.load(row2), c20); c21 = f32x4.add(v128.load(row2, 16), c21);
    c30 = f32x4.add(v128.load(row3), c30); c31 = f32x4.add(v128.load(row3, 16), c31);
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(row1, c10); v128.store(row1, c11, 16);
  v128.store(row2, c20); v128.store(row2, c21, 16);
  v128.store(row3, c30); v128.store(row3, c31, 16);
}

/** Two rows by sixteen columns: also eight accumulators, with longer runs of contiguous loads. */
// biome-ignore format: one row of the tile on each line
export function tile2x16(depth: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c02 = c00, c03 = c00,
    c10 = c00, c11 = c00, c12 = c00, c13 = c00;
  for (const end = a + <usize>depth * 8; a < end; a += 8, b += panelStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a);
    c00 = fma(a0, b0, c00); c01 = fma(a0, b1, c01); c02 = fma(a0, b2, c02); c03 = fma(a0, b3, c03);
    const a1 = v128.load32_splat(a, 4);
    c10 = fma(a1, b0, c10); c11 = fma(a1, b1, c11); c12 = fma(a1, b2, c12); c13 = fma(a1, b3, c13);
  }
  const row1 = c + ldc;
  if (add) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01); c02 = f32x4.add(v128.load(c, 32), c02); c03 = f32x4.add(v128.load(c, 48), c03);
    c10 = f32x4.add(v128.load(row1), c10); c11 = f32x4.add(v128.load(row1, 16), c11); c12 = f32x4.add(v128.load(row1, 32), c12); c13 = f32x4.add(v128.load(row1, 48), c13);
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c02, 32); v128.store(c, c03, 48);
  v128.store(row1, c10); v128.store(row1, c11, 16); v128.store(row1, c12, 32); v128.store(row1, c13, 48);
}

/** Four rows by sixteen columns: sixteen accumulators, for the 32 registers of 64-bit Arm. */
// biome-ignore format: one row of the tile on each line
export function tile4x16(depth: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c02 = c00, c03 = c00,
    c10 = c00, c11 = c00, c12 = c00, c13 = c00,
    c20 = c00, c21 = c00, c22 = c00, c23 = c00,
    c30 = c00, c31 = c00, c32 = c00, c33 = c00;
  for (const end = a + <usize>depth * 16; a < end; a += 16, b += panelStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a);
    c00 = fma(a0, b0, c00); c01 = fma(a0, b1, c01); c02 = fma(a0, b2, c02); c03 = fma(a0, b3, c03);
    const a1 = v128.load32_splat(a, 4);
    c10 = fma(a1, b0, c10); c11 = fma(a1, b1, c11); c12 = fma(a1, b2, c12); c13 = fma(a1, b3, c13);
    const a2 = v128.load32_splat(a, 8);
    c20 = fma(a2, b0, c20); c21 = fma(a2, b1, c21); c22 = fma(a2, b2, c22); c23 = fma(a2, b3, c23);
    const a3 = v128.load32_splat(a, 12);
    c30 = fma(a3, b0, c30); c31 = fma(a3, b1, c31); c32 = fma(a3, b2, c32); c33 = fma(a3, b3, c33);
  }
  const row1 = c + ldc, row2 = row1 + ldc, row3 = row2 + ldc;
  if (add) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01); c02 = f32x4.add(v128.load(c, 32), c02); c03 = f32x4.add(v128.load(c, 48), c03);
    c10 = f32x4.add(v128.load(row1), c10); c11 = f32x4.add(v128.load(row1, 16), c11); c12 = f32x4.add(v128.load(row1, 32), c12); c13 = f32x4.add(v128.load(row1, 48), c13);
    c20 = f32x4.add(v128.load(row2), c20); c21 = f32x4.add(v128.load(row2, 16), c21); c22 = f32x4.add(v128.load(row2, 32), c22); c23 = f32x4.add(v128.load(row2, 48), c23);
    c30 = f32x4.add(v128.load(row3), c30); c31 = f32x4.add(v128.load(row3, 16), c31); c32 = f32x4.add(v128.load(row3, 32), c32); c33 = f32x4.add(v128.load(row3, 48), c33);
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c02, 32); v128.store(c, c03, 48);
  v128.store(row1, c10); v128.store(row1, c11, 16); v128.store(row1, c12, 32); v128.store(row1, c13, 48);
  v128.store(row2, c20); v128.store(row2, c21, 16); v128.store(row2, c22, 32); v128.store(row2, c23, 48);
  v128.store(row3, c30); v128.store(row3, c31, 16); v128.store(row3, c32, 32); v128.store(row3, c33, 48);
}

/** Six rows by eight columns: twelve accumulators fit x86-64 only with a fused multiply-add. */
// biome-ignore format: one row of the tile on each line
export function tile6x8(depth: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00,
    c10 = c00, c11 = c00,
    c20 = c00, c21 = c00,
    c30 = c00, c31 = c00,
    c40 = c00, c41 = c00,
    c50 = c00, c51 = c00;
  for (const end = a + <usize>depth * 24; a < end; a += 24, b += panelStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = fma(a0, b0, c00); c01 = fma(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = fma(a1, b0, c10); c11 = fma(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = fma(a2, b0, c20); c21 = fma(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = fma(a3, b0, c30); c31 = fma(a3, b1, c31);
    const a4 = v128.load32_splat(a, 16);
    c40 = fma(a4, b0, c40); c41 = fma(a4, b1, c41);
    const a5 = v128.load32_splat(a, 20);
    c50 = fma(a5, b0, c50); c51 = fma(a5, b1, c51);
  }
  const row1 = c + ldc, row2 = row1 + ldc, row3 = row2 + ldc, row4 = row3 + ldc, row5 = row4 + ldc;
  if (add) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01);
    c10 = f32x4.add(v128.load(row1), c10); c11 = f32x4.add(v128.load(row1, 16), c11);
    c20 = f32x4.add(v128.load(row2), c20); c21 = f32x4.add(v128.load(row2, 16), c21);
    c30 = f32x4.add(v128.load(row3), c30); c31 = f32x4.add(v128.load(row3, 16), c31);
    c40 = f32x4.add(v128.load(row4), c40); c41 = f32x4.add(v128.load(row4, 16), c41);
    c50 = f32x4.add(v128.load(row5), c50); c51 = f32x4.add(v128.load(row5, 16), c51);
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(row1, c10); v128.store(row1, c11, 16);
  v128.store(row2, c20); v128.store(row2, c21, 16);
  v128.store(row3, c30); v128.store(row3, c31, 16);
  v128.store(row4, c40); v128.store(row4, c41, 16);
  v128.store(row5, c50); v128.store(row5, c51, 16);
}

/** Six rows by sixteen columns: twelve accumulators of 256 bits and the operands, where V8 joins pairs of operations. */
// biome-ignore format: one row of the tile on each line
export function tile6x16(depth: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c02 = c00, c03 = c00,
    c10 = c00, c11 = c00, c12 = c00, c13 = c00,
    c20 = c00, c21 = c00, c22 = c00, c23 = c00,
    c30 = c00, c31 = c00, c32 = c00, c33 = c00,
    c40 = c00, c41 = c00, c42 = c00, c43 = c00,
    c50 = c00, c51 = c00, c52 = c00, c53 = c00;
  for (const end = a + <usize>depth * 24; a < end; a += 24, b += panelStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a);
    c00 = fma(a0, b0, c00); c01 = fma(a0, b1, c01); c02 = fma(a0, b2, c02); c03 = fma(a0, b3, c03);
    const a1 = v128.load32_splat(a, 4);
    c10 = fma(a1, b0, c10); c11 = fma(a1, b1, c11); c12 = fma(a1, b2, c12); c13 = fma(a1, b3, c13);
    const a2 = v128.load32_splat(a, 8);
    c20 = fma(a2, b0, c20); c21 = fma(a2, b1, c21); c22 = fma(a2, b2, c22); c23 = fma(a2, b3, c23);
    const a3 = v128.load32_splat(a, 12);
    c30 = fma(a3, b0, c30); c31 = fma(a3, b1, c31); c32 = fma(a3, b2, c32); c33 = fma(a3, b3, c33);
    const a4 = v128.load32_splat(a, 16);
    c40 = fma(a4, b0, c40); c41 = fma(a4, b1, c41); c42 = fma(a4, b2, c42); c43 = fma(a4, b3, c43);
    const a5 = v128.load32_splat(a, 20);
    c50 = fma(a5, b0, c50); c51 = fma(a5, b1, c51); c52 = fma(a5, b2, c52); c53 = fma(a5, b3, c53);
  }
  const row1 = c + ldc, row2 = row1 + ldc, row3 = row2 + ldc, row4 = row3 + ldc, row5 = row4 + ldc;
  if (add) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01); c02 = f32x4.add(v128.load(c, 32), c02); c03 = f32x4.add(v128.load(c, 48), c03);
    c10 = f32x4.add(v128.load(row1), c10); c11 = f32x4.add(v128.load(row1, 16), c11); c12 = f32x4.add(v128.load(row1, 32), c12); c13 = f32x4.add(v128.load(row1, 48), c13);
    c20 = f32x4.add(v128.load(row2), c20); c21 = f32x4.add(v128.load(row2, 16), c21); c22 = f32x4.add(v128.load(row2, 32), c22); c23 = f32x4.add(v128.load(row2, 48), c23);
    c30 = f32x4.add(v128.load(row3), c30); c31 = f32x4.add(v128.load(row3, 16), c31); c32 = f32x4.add(v128.load(row3, 32), c32); c33 = f32x4.add(v128.load(row3, 48), c33);
    c40 = f32x4.add(v128.load(row4), c40); c41 = f32x4.add(v128.load(row4, 16), c41); c42 = f32x4.add(v128.load(row4, 32), c42); c43 = f32x4.add(v128.load(row4, 48), c43);
    c50 = f32x4.add(v128.load(row5), c50); c51 = f32x4.add(v128.load(row5, 16), c51); c52 = f32x4.add(v128.load(row5, 32), c52); c53 = f32x4.add(v128.load(row5, 48), c53);
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c02, 32); v128.store(c, c03, 48);
  v128.store(row1, c10); v128.store(row1, c11, 16); v128.store(row1, c12, 32); v128.store(row1, c13, 48);
  v128.store(row2, c20); v128.store(row2, c21, 16); v128.store(row2, c22, 32); v128.store(row2, c23, 48);
  v128.store(row3, c30); v128.store(row3, c31, 16); v128.store(row3, c32, 32); v128.store(row3, c33, 48);
  v128.store(row4, c40); v128.store(row4, c41, 16); v128.store(row4, c42, 32); v128.store(row4, c43, 48);
  v128.store(row5, c50); v128.store(row5, c51, 16); v128.store(row5, c52, 32); v128.store(row5, c53, 48);
}

/** One row by sixteen columns, for a single remaining row. */
// biome-ignore format: one row of the tile on each line
export function tile1x16(depth: i32, a: usize, b: usize, c: usize, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c02 = c00, c03 = c00;
  for (const end = a + <usize>depth * 4; a < end; a += 4, b += panelStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a);
    c00 = fma(a0, b0, c00); c01 = fma(a0, b1, c01); c02 = fma(a0, b2, c02); c03 = fma(a0, b3, c03);
  }
  if (add) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01); c02 = f32x4.add(v128.load(c, 32), c02); c03 = f32x4.add(v128.load(c, 48), c03);
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c02, 32); v128.store(c, c03, 48);
}
