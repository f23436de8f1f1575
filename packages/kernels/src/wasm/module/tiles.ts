import type { KernelExports } from "../../generated/kernel-exports.ts";
import type { Build } from "./binary.ts";

/** The shapes of the tile of C that a matrix product keeps in registers, with their numbers in `assembly/gemm.ts`. */
export const tiles = { "4x8": 0, "2x16": 1, "4x16": 2, "6x8": 3, "6x16": 4 } as const;

export type Tile = (typeof tiles)[keyof typeof tiles];

/** Six rows fit the registers of most CPUs only with a fused multiply-add. */
const candidates: Record<Build, readonly Tile[]> = {
  strict: [tiles["4x8"], tiles["2x16"], tiles["4x16"]],
  relaxed: [tiles["4x8"], tiles["4x16"], tiles["6x8"], tiles["6x16"]],
};

/** The product that is timed. It takes about 5 us. */
const [rows, columns, depth] = [24, 64, 128];
/** The shorter a slice, the likelier some slices are not interrupted on a busy machine. */
const sliceMs = 0.1;
/** The runtime optimises a hot loop within about 7 ms. Times before that say nothing. */
const warmUpMs = 8;
/** The time that the slices of all tiles take together. */
const measuredMs = 6;
/** Another tile has to be faster than the first by this factor, since smaller differences are noise. */
const margin = 1.07;

/** Bytes of scratch space that {@link tileRates} overwrites. */
export function measureBytes(exports: KernelExports): number {
  return exports.packedWorkspaceBytes() + exports.packedBytes(columns, depth) + 4 * rows * (depth + columns);
}

/** Products a millisecond by tile. The first tile is the one that others have to beat. */
export type TileRates = ReadonlyMap<Tile, number>;

/** The rates of the tiles on this machine, found within about 15 ms by timing each in the scratch space at `address`. */
export function tileRates(
  { exports, memory, build }: { exports: KernelExports; memory: WebAssembly.Memory; build: Build },
  address: number,
): TileRates {
  const packed = address + exports.packedWorkspaceBytes();
  const a = packed + exports.packedBytes(columns, depth);
  const c = a + 4 * rows * depth;
  // The memory might contain denormal numbers, which are slow.
  new Float32Array(memory.buffer, packed, (c - packed) / 4).fill(1);
  const rate = (tile: Tile): number => {
    exports.useTile(tile);
    const start = nextTick();
    let products = 0;
    let elapsed = 0;
    for (; elapsed < sliceMs; elapsed = performance.now() - start) {
      exports.multiplyPacked(rows, columns, depth, a, depth, 0, packed, c, columns, 0, address);
      products += 1;
    }
    return products / elapsed;
  };

  const tried = candidates[build];
  const warm = performance.now() + warmUpMs;
  while (performance.now() < warm) for (const tile of tried) rate(tile);
  const best = new Map<Tile, number>();
  const end = performance.now() + measuredMs;
  do {
    for (const tile of tried) best.set(tile, Math.max(best.get(tile) ?? 0, rate(tile)));
  } while (performance.now() < end);
  return best;
}

/** The time as soon as the clock moves: in browsers, it moves in steps of up to 1 ms. */
function nextTick(): number {
  const now = performance.now();
  for (;;) {
    const then = performance.now();
    if (then !== now) return then;
  }
}

/** The tile to use. All tiles of a build give the same values, so results do not depend on the measurement. */
export function fastestOf(found: TileRates): Tile {
  const [first, ...others] = found;
  const usual = first as [Tile, number];
  const [tile, rate] = others.reduce((best, next) => (next[1] > best[1] ? next : best), usual);
  return rate > margin * usual[1] ? tile : usual[0];
}
