import { type Rng, split, uniform } from "@tenetjs/core";

/** Uniform random numbers in [0, 1) for each sample, which can be read before they are used up. */
export type RandomNumbers = {
  /** The next `count` of each sample, `[samples, count]`. */
  next(count: number): Float64Array;
  /** Uses up `count` numbers of each sample: `next` starts after them. */
  advance(count: number): void;
};

/** Random numbers for `samples` samples. Those of sample `n` are drawn from `split(rng, n)`, like the picks of `categorical`. */
export function randomNumbers(rng: Rng, samples: number): RandomNumbers {
  const streams = Array.from({ length: samples }, (_, sample) => split(rng, sample));
  const ready = streams.map((): number[] => []);
  return {
    next(count) {
      const found = new Float64Array(samples * count);
      streams.forEach((stream, sample) => {
        const own = ready[sample]!;
        while (own.length < count) own.push(uniform(stream));
        for (let index = 0; index < count; index += 1) found[sample * count + index] = own[index]!;
      });
      return found;
    },
    advance(count) {
      for (const own of ready) own.splice(0, count);
    },
  };
}
