/**
 * How a workgroup shares out the products of a row with a matrix: a tile of columns at a time, for each quad of which (in each of the
 * matrix' blocks) several threads sum over a slice of the depth.
 */
export type Tile = {
  readonly quads: number;
  readonly count: number;
  readonly slices: number;
  /** Sums of a tile before those of its slices are added up. */
  readonly sums: number;
};

/** The sizes of what is to be multiplied: blocks of `quads` quads of columns, and the quads of the depth. */
export type Sizes = { readonly blocks: number; readonly quads: number; readonly depth: number };

/** Tiles for a workgroup of `threads` threads, that takes all of them in turn: as few as there can be. */
export function fewTiles(sizes: Sizes, threads: number): Tile {
  const count = Math.ceil((Math.max(1, sizes.blocks) * sizes.quads) / threads);
  return tileOf(sizes, Math.ceil(sizes.quads / count), threads);
}

/** Tiles for workgroups of `threads` threads, each of which takes one: many, for all of a card to have work. */
export function manyTiles(sizes: Sizes, threads: number): Tile {
  return tileOf(sizes, Math.min(sizes.quads, quadsEach), threads);
}

/** Reads of neighbouring weights come in 64 bytes. */
const quadsEach = 4;

function tileOf({ blocks, quads, depth }: Sizes, ofTile: number, threads: number): Tile {
  const columns = Math.max(1, blocks * ofTile);
  const slices = Math.max(1, Math.min(depth, Math.floor(threads / columns)));
  return { quads: ofTile, count: Math.ceil(quads / ofTile), slices, sums: blocks * ofTile * slices };
}
