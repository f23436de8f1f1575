/*
 * The matrix product C = A B, with either operand optionally transposed. It overwrites C or adds to it.
 *
 * The algorithm is from K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008. A block of B is
 * packed into panels, one of which fits the L1 cache; a block of A is packed into groups of rows that fit the L2 cache; a tile of C
 * stays in registers. Pointers are in bytes; sizes and leading dimensions (`ld...`) are in values.
 */

import { groupHeight, packGroups, packPanels } from "./pack";
import { rowTimesMatrix, rowTimesTransposed } from "./rows";
import { panelStep, panelWidth, tile1x16, tile2x16, tile4x8, tile4x16, tile6x8, tile6x16 } from "./tiles";

/** Depth of a block: 256 steps of a panel are 16 kB, half of a small L1 cache. */
const depthBlock: i32 = 256;
/** Rows of a block of A: 96 kB with 256 steps. A multiple of every tile's height. */
const rowBlock: i32 = 96;
/** Columns of a block of B that is packed on the fly: 512 kB with 256 steps. */
const columnBlock: i32 = 512;
/** With this few rows, packing B costs more than it saves. */
const fewRows: i32 = 4;

const edgeBytes: usize = 6 * panelStep;
const groupBytes: usize = <usize>rowBlock * depthBlock * 4;

/** The tile that computes most of a product, by its number in `src/wasm/module/tiles.ts`. */
let tile: i32 = 0;

/** Sets the tile that products use from now on, by its number in `tiles.ts`. */
export function useTile(index: i32): void {
  tile = index;
}

/** Bytes of scratch space that `multiplyPacked` needs. Threads must not share it. */
export function packedWorkspaceBytes(): usize {
  return edgeBytes + groupBytes;
}

/** Bytes of scratch space that `multiply` needs, which is enough for `multiplyPacked` too. Threads must not share it. */
export function workspaceBytes(): usize {
  return packedWorkspaceBytes() + <usize>depthBlock * columnBlock * 4;
}

/** Bytes that `pack` writes. */
export function packedBytes(n: i32, k: i32): usize {
  return <usize>((n + panelWidth - 1) / panelWidth) * k * panelStep;
}

/** Packs B, `k` by `n`, for any number of calls of `multiplyPacked`. With `transposeB`, the matrix at `b` is stored as `n` by `k`. */
export function pack(n: i32, k: i32, b: usize, ldb: i32, transposeB: bool, packed: usize): void {
  const stride = (<usize>ldb) << 2;
  packPanels(k, n, b, transposeB ? 4 : stride, transposeB ? stride : 4, packed);
}

/** Computes C, `m` by `n`, from A, `m` by `k` (stored as `k` by `m` with `transposeA`), and B as packed by `pack`. */
export function multiplyPacked(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  transposeA: bool,
  packed: usize,
  c: usize,
  ldc: i32,
  add: bool,
  workspace: usize,
): void {
  if (k === 0) {
    clear(m, n, c, ldc, add);
    return;
  }
  const aRow: usize = transposeA ? 4 : (<usize>lda) << 2;
  const aColumn: usize = transposeA ? (<usize>lda) << 2 : 4;
  for (let k0 = 0; k0 < k; k0 += depthBlock) {
    const depth = min(depthBlock, k - k0);
    multiplyBlock(
      m,
      n,
      depth,
      a + <usize>k0 * aColumn,
      aRow,
      aColumn,
      packed + <usize>k0 * panelStep,
      <usize>k * panelStep,
      c,
      (<usize>ldc) << 2,
      add || k0 > 0,
      workspace,
    );
  }
}

/** Computes C as `multiplyPacked` does, from an unpacked B, `k` by `n` (stored as `n` by `k` with `transposeB`). */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  transposeA: bool,
  b: usize,
  ldb: i32,
  transposeB: bool,
  c: usize,
  ldc: i32,
  add: bool,
  workspace: usize,
): void {
  if (k === 0) {
    clear(m, n, c, ldc, add);
    return;
  }
  const aRow: usize = transposeA ? 4 : (<usize>lda) << 2;
  const aColumn: usize = transposeA ? (<usize>lda) << 2 : 4;
  const bRow: usize = transposeB ? 4 : (<usize>ldb) << 2;
  const bColumn: usize = transposeB ? (<usize>ldb) << 2 : 4;
  const cRow = (<usize>ldc) << 2;

  // A product with one column is the transpose of a product with one row: C^T = B^T A^T.
  if (n === 1 && bRow === 4 && aColumn === 4) {
    rowTimesTransposed(m, k, b, a, aRow, c, cRow, add);
    return;
  }
  if (m <= fewRows && (!transposeB || aColumn === 4)) {
    for (let i = 0; i < m; i++, a += aRow, c += cRow) {
      if (transposeB) rowTimesTransposed(n, k, a, b, bColumn, c, 4, add);
      else rowTimesMatrix(n, k, a, aColumn, b, bRow, c, add);
    }
    return;
  }

  const packed = workspace + packedWorkspaceBytes();
  for (let j = 0; j < n; j += columnBlock) {
    const columns = min(columnBlock, n - j);
    for (let k0 = 0; k0 < k; k0 += depthBlock) {
      const depth = min(depthBlock, k - k0);
      packPanels(depth, columns, b + <usize>k0 * bRow + <usize>j * bColumn, bRow, bColumn, packed);
      multiplyBlock(
        m,
        columns,
        depth,
        a + <usize>k0 * aColumn,
        aRow,
        aColumn,
        packed,
        <usize>depth * panelStep,
        c + ((<usize>j) << 2),
        cRow,
        add || k0 > 0,
        workspace,
      );
    }
  }
}

/** Multiplies all rows of A by one block of packed B, whose panels are `panelBytes` apart. */
function multiplyBlock(
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  packed: usize,
  panelBytes: usize,
  c: usize,
  cRow: usize,
  add: bool,
  workspace: usize,
): void {
  const height = tile === 1 ? 2 : tile >= 3 ? 6 : 4;
  const groups = workspace + edgeBytes;
  for (let i = 0; i < m; i += rowBlock, a += <usize>rowBlock * aRow, c += <usize>rowBlock * cRow) {
    const rows = min(rowBlock, m - i);
    packGroups(rows, depth, height, a, aRow, aColumn, groups);
    let panel = packed;
    for (let j = 0; j < n; j += panelWidth, panel += panelBytes) {
      const to = c + ((<usize>j) << 2);
      const width = min(panelWidth, n - j);
      if (width === panelWidth) sweep(rows, depth, height, groups, panel, to, cRow, add);
      else sweepEdge(rows, width, depth, height, groups, panel, to, cRow, add, workspace);
    }
  }
}

/** Multiplies all groups of rows by one full panel. */
function sweep(
  rows: i32,
  depth: i32,
  height: i32,
  groups: usize,
  panel: usize,
  c: usize,
  cRow: usize,
  add: bool,
): void {
  while (rows > 0) {
    const taken = groupHeight(rows, height);
    multiplyTile(taken, panelWidth, depth, groups, panel, c, cRow, add);
    groups += (<usize>(taken * depth)) << 2;
    c += <usize>taken * cRow;
    rows -= taken;
  }
}

/** Multiplies all groups of rows by a last panel of less than full width, through a tile in scratch space. */
function sweepEdge(
  rows: i32,
  width: i32,
  depth: i32,
  height: i32,
  groups: usize,
  panel: usize,
  c: usize,
  cRow: usize,
  add: bool,
  edge: usize,
): void {
  while (rows > 0) {
    const taken = groupHeight(rows, height);
    multiplyTile(taken, width, depth, groups, panel, edge, panelStep, false);
    for (let row = 0; row < taken; row++, c += cRow) {
      const from = edge + <usize>row * panelStep;
      for (let at: usize = 0, end = (<usize>width) << 2; at < end; at += 4) {
        const value = load<f32>(from + at);
        store<f32>(c + at, add ? load<f32>(c + at) + value : value);
      }
    }
    groups += (<usize>(taken * depth)) << 2;
    rows -= taken;
  }
}

/** Multiplies one group of rows by one panel, of which `width` columns are used. */
function multiplyTile(
  height: i32,
  width: i32,
  depth: i32,
  group: usize,
  panel: usize,
  c: usize,
  cRow: usize,
  add: bool,
): void {
  if (height === 4 && (tile === 2 || tile === 4)) {
    tile4x16(depth, group, panel, c, cRow, add);
  } else if (height === 4) {
    tile4x8(depth, group, panel, c, cRow, add);
    if (width > 8) tile4x8(depth, group, panel + 32, c + 32, cRow, add);
  } else if (height === 2) {
    tile2x16(depth, group, panel, c, cRow, add);
  } else if (height === 6 && tile === 4) {
    tile6x16(depth, group, panel, c, cRow, add);
  } else if (height === 6) {
    tile6x8(depth, group, panel, c, cRow, add);
    if (width > 8) tile6x8(depth, group, panel + 32, c + 32, cRow, add);
  } else {
    tile1x16(depth, group, panel, c, add);
  }
}

/** Writes the product for k = 0, which is zero. */
function clear(m: i32, n: i32, c: usize, ldc: i32, add: bool): void {
  if (add) return;
  for (let i = 0; i < m; i++, c += (<usize>ldc) << 2) memory.fill(c, 0, (<usize>n) << 2);
}
