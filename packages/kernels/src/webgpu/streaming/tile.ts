/**
 * The division of the product of a row with a matrix. A workgroup computes a tile of columns at a time. For each quad of the tile, in each
 * block of the matrix, several threads sum over slices of the depth.
 */
export type Tile = {
  readonly quads: number;
  readonly count: number;
  readonly slices: number;
  /** The number of partial sums of a tile, before those of its slices are added up. */
  readonly sums: number;
};

/** The sizes of a matrix: its blocks, the quads of columns in each block, and the quads of the depth. */
export type Sizes = { readonly blocks: number; readonly quads: number; readonly depth: number };

/** The tiles for one workgroup of `threads` threads that computes all of them one after another: as few as possible. */
export function fewTiles(sizes: Sizes, threads: number): Tile {
  const count = Math.ceil((Math.max(1, sizes.blocks) * sizes.quads) / threads);
  return tileOf(sizes, Math.ceil(sizes.quads / count), threads);
}

/** The tiles for workgroups of `threads` threads, each of which computes one: many, to keep the whole GPU busy. */
export function manyTiles(sizes: Sizes, threads: number): Tile {
  return tileOf(sizes, Math.min(sizes.quads, quadsEach), threads);
}

/** Adjacent weights are read in units of 64 bytes. */
const quadsEach = 4;

function tileOf({ blocks, quads, depth }: Sizes, ofTile: number, threads: number): Tile {
  const columns = Math.max(1, blocks * ofTile);
  const slices = Math.max(1, Math.min(depth, Math.floor(threads / columns)));
  return { quads: ofTile, count: Math.ceil(quads / ofTile), slices, sums: blocks * ofTile * slices };
}
