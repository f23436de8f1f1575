import type { Kernels } from "./kernels.ts";

/** The offsets of named regions, in bytes, and their total size. */
export type Regions<Name extends string> = {
  readonly offsets: Readonly<Record<Name, number>>;
  readonly bytes: number;
};

/** Regions of the given numbers of float32 values. Each starts at a cache line if the first does. */
export function regions<Name extends string>(values: Readonly<Record<Name, number>>): Regions<Name> {
  let bytes = 0;
  const offsets = Object.entries<number>(values).map(([name, count]) => {
    const offset = bytes;
    bytes += Math.ceil((count * 4) / cacheLine) * cacheLine;
    return [name, offset];
  });
  return { offsets: Object.fromEntries(offsets), bytes: bytes + cacheLine };
}

/** The first start of a cache line at or after `address`. {@link regions} reserves space for this. */
export function aligned(address: number): number {
  return Math.ceil(address / cacheLine) * cacheLine;
}

/** The bytes of a cache line, by which {@link aligned} moves an address at most. */
export const cacheLine = 64;

/** The result of `compute`, which gets the address of `bytes` bytes of scratch space. They are freed afterwards. */
export function withScratch<T>(
  { allocate, free }: Kernels,
  bytes: number,
  compute: (address: number) => T,
): T {
  const address = allocate(bytes);
  try {
    return compute(aligned(address));
  } finally {
    free(address);
  }
}
