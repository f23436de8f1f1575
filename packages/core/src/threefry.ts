/** Two 32-bit integers. */
export type Words = readonly [number, number];

/**
 * Two random 32-bit integers (int32) for a key and a counter: Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as
 * 1, 2, 3", 2011). Each counter has its numbers without those before it, so threads, SIMD lanes and a GPU can draw them in any order and get the
 * same bits.
 */
export function threefry([key0, key1]: Words, [counter0, counter1]: Words): Words {
  const keys = [key0, key1, threefryParity ^ key0 ^ key1] as const;
  let x = (counter0 + key0) | 0;
  let y = (counter1 + key1) | 0;
  for (let group = 1; group <= 5; group += 1) {
    for (const distance of threefryRotations[group % 2] as readonly number[]) {
      x = (x + y) | 0;
      y = ((y << distance) | (y >>> (32 - distance))) ^ x;
    }
    x = (x + (keys[group % 3] as number)) | 0;
    y = (y + (keys[(group + 1) % 3] as number) + group) | 0;
  }
  return [x, y];
}

/** The distances of four rounds, for groups of even and of odd numbers. */
export const threefryRotations = [
  [17, 29, 16, 24],
  [13, 15, 26, 6],
] as const;

/** The constant that the third word of the key schedule is mixed with (section 4.3 of the paper). */
export const threefryParity = 0x1bd11bda;
