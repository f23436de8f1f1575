import { type Rng, split, uniform } from "@tenetjs/core";

/** Numbers from [0, 1) for each of some samples, which can be looked at ahead of their use. */
export type Chances = {
  /** The next `count` of each sample, `[samples, count]`. */
  next(count: number): Float64Array;
  /** Has `next` begin `count` later. */
  advance(count: number): void;
};

/** Chances for `samples` samples: those of sample `n` come from `split(rng, n)`, as the picks of `categorical` do. */
export function chances(rng: Rng, samples: number): Chances {
  const streams = Array.from({ length: samples }, (_, sample) => split(rng, sample));
  const ready = streams.map((): number[] => []);
  return {
    next(count) {
      const found = new Float64Array(samples * count);
      streams.forEach((stream, sample) => {
        const own = ready[sample]!;
        while (own.length < count) own.push(uniform(stream));
        found.set(own.slice(0, count), sample * count);
      });
      return found;
    },
    advance(count) {
      for (const own of ready) own.splice(0, count);
    },
  };
}
