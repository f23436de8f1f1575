import type { Kernels } from "../module/kernels.ts";

/** Offsets in bytes by name, and how many bytes they take in all. */
export type Regions<Name extends string> = {
  readonly offsets: Readonly<Record<Name, number>>;
  readonly bytes: number;
};

/** Room for so many float32 under each name, each from the start of a cache line if the whole is. */
export function regions<Name extends string>(values: Readonly<Record<Name, number>>): Regions<Name> {
  let bytes = 0;
  const offsets = Object.entries<number>(values).map(([name, count]) => {
    const offset = bytes;
    bytes += Math.ceil((count * 4) / cacheLine) * cacheLine;
    return [name, offset];
  });
  return { offsets: Object.fromEntries(offsets), bytes: bytes + cacheLine };
}

/** The first address from `address` on that starts a cache line; {@link regions} leaves room for it. */
export function aligned(address: number): number {
  return Math.ceil(address / cacheLine) * cacheLine;
}

const cacheLine = 64;

/** `compute` with the address of so many bytes, which are freed after it. */
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
