import { readFileSync } from "node:fs";

/** What a page downloads for a file, with the chunks that it loads with it, in bytes. */
export type Size = { readonly bytes: number; readonly gzip: number; readonly brotli: number };

/** A file, its size, and the size that it may not exceed, compressed with brotli. */
export type BoundedSize = { readonly file: string; readonly size: Size; readonly limit: number | undefined };

/** The sizes of the built files, in the order of their names. */
export function sizes(): BoundedSize[] {
  const built = JSON.parse(readFileSync(new URL("../dist/sizes.json", import.meta.url), "utf8"));
  return Object.entries(built as Record<string, Size>).map(([file, size]) => ({
    file,
    size,
    limit: limits[file],
  }));
}

const kilobyte = 1000;

/** Limits after compression with brotli: a few percent above the sizes of today. */
const limits: Readonly<Record<string, number>> = {
  "backends.js": 84 * kilobyte,
  "cells.js": 101 * kilobyte,
  "checkpoints.js": 111 * kilobyte,
  "core-tensors.js": 71 * kilobyte,
  "core.js": 4 * kilobyte,
  "datasets.js": 48 * kilobyte,
  "figures.js": 90 * kilobyte,
  "kernels-register.js": 191 * kilobyte,
  "kernels.js": 150 * kilobyte,
  "lab/cell.js": 38 * kilobyte,
  "lab/device.js": 16 * kilobyte,
  "lab/gate.js": 24 * kilobyte,
  "lab/limits.js": 27 * kilobyte,
  "lab/memory.js": 27 * kilobyte,
  "lab/race.js": 32 * kilobyte,
  "lab/starts.js": 22.5 * kilobyte,
  "lab/text.js": 26.5 * kilobyte,
  "models.js": 105 * kilobyte,
  "recipes.js": 20 * kilobyte,
  "sampling.js": 9 * kilobyte,
  "tenet.js": 560 * kilobyte,
  "tfjs-core.js": 74 * kilobyte,
  "training.js": 103 * kilobyte,
};
