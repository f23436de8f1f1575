/*
 * The matrix product C = A B, plain or with either operand transposed, added to C or put in its place.
 *
 * The scheme is that of K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008: a block of B
 * is packed into panels that the first-level cache holds one at a time, a block of A into groups of rows that the second level
 * holds, and a tile of C stays in registers. Pointers are bytes, sizes and leading dimensions (`ld...`) are values.
 */

import { groupHeight, packGroups, packPanels } from "./pack";
import { rowTimesMatrix, rowTimesTransposed } from "./rows";
import { panelStep, panelWidth, tile1x16, tile2x16, tile4x8, tile4x16, tile6x8 } from "./tiles";

/** Depth of a block: 256 steps of a panel are 16 kB, half of a small first-level cache. */
const depthBlock: i32 = 256;
/** Rows of a block of A: with 256 steps, 96 kB. A multiple of every tile's height. */
const rowBlock: i32 = 96;
/** Columns of a block of B that is packed on the fly: with 256 steps, 512 kB. */
const columnBlock: i32 = 512;
/** With so few rows, a packed panel of B would be read too seldom to pay for itself. */
const fewRows: i32 = 4;

const edgeBytes: usize = 6 * panelStep;
const groupBytes: usize = <usize>rowBlock * depthBlock * 4;

/** Which tile does the bulk of the work: an index into the list that the caller measures. */
let tile: i32 = 0;

/** Has products use that tile from now on, by its number in `tiles.ts`. */
export function useTile(index: i32): void {
  tile = index;
}

/** Bytes of scratch space that `multiplyPacked` needs. No two threads may share it. */
export function packedWorkspaceBytes(): usize {
  return edgeBytes + groupBytes;
}

/** Bytes of scratch space that `multiply` needs, which are enough for `multiplyPacked` too. No two threads may share it. */
export function workspaceBytes(): usize {
  return packedWorkspaceBytes() + <usize>depthBlock * columnBlock * 4;
}

/** Bytes that `pack` fills. */
export function packedBytes(n: i32, k: i32): usize {
  return <usize>((n + panelWidth - 1) / panelWidth) * k * panelStep;
}

/** Packs B, `k` by `n`, or the transpose of what lies at `b`, `n` by `k`, for any number of calls of `multiplyPacked`. */
export function pack(n: i32, k: i32, b: usize, ldb: i32, transposeB: bool, packed: usize): void {
  const stride = (<usize>ldb) << 2;
  packPanels(k, n, b, transposeB ? 4 : stride, transposeB ? stride : 4, packed);
}

/** C, `m` by `n`, from A, `m` by `k` (lying as `k` by `m` when `transposeA`), and B as `pack` left it. */
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

/** As `multiplyPacked`, from B, `k` by `n`, as it lies (as `n` by `k` when `transposeB`). */
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

  // A product with one column is one with one row, seen from the other side: C^T = B^T A^T.
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

/** All rows of A against one block of packed B, whose panels are `panelBytes` apart. */
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
  const height = tile === 1 ? 2 : tile === 3 ? 6 : 4;
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

/** All groups of rows against one full panel. */
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

/** All groups of rows against a last panel that is only partly there: by way of a tile of our own. */
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

/** One group of rows against one panel, of which `width` columns count. */
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
  if (height === 4 && tile === 2) {
    tile4x16(depth, group, panel, c, cRow, add);
  } else if (height === 4) {
    tile4x8(depth, group, panel, c, cRow, add);
    if (width > 8) tile4x8(depth, group, panel + 32, c + 32, cRow, add);
  } else if (height === 2) {
    tile2x16(depth, group, panel, c, cRow, add);
  } else if (height === 6) {
    tile6x8(depth, group, panel, c, cRow, add);
    if (width > 8) tile6x8(depth, group, panel + 32, c + 32, cRow, add);
  } else {
    tile1x16(depth, group, panel, c, add);
  }
}

/** A product of no depth is zero. */
function clear(m: i32, n: i32, c: usize, ldc: i32, add: bool): void {
  if (add) return;
  for (let i = 0; i < m; i++, c += (<usize>ldc) << 2) memory.fill(c, 0, (<usize>n) << 2);
}
