import { type Rng, uniform } from "@tenetjs/core";

const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

/** The most dimensions: in higher bases, the first points lie on lines. */
export const mostDimensions = primes.length;

/**
 * `count` points of `dimensions` numbers from 0 to 1, which cover that cube more evenly than random ones: the sequence of Halton (1960), shifted by a
 * random vector modulo 1 (Cranley and Patterson, 1976), so that each seed has points of its own.
 */
export function haltonPoints(rng: Rng, count: number, dimensions: number): number[][] {
  const shift = Array.from({ length: dimensions }, () => uniform(rng));
  return Array.from({ length: count }, (_, index) =>
    shift.map((offset, dimension) => (radicalInverse(index + 1, primes[dimension] as number) + offset) % 1),
  );
}

/** The digits of `index` in `base`, mirrored at the point: 6 = 110 in base 2 becomes 0.011. */
function radicalInverse(index: number, base: number): number {
  let [sum, place] = [0, 1 / base];
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    sum += (rest % base) * place;
    place /= base;
  }
  return sum;
}
