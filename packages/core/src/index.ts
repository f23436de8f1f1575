export { breather } from "./breather.ts";
export { checkChoice, checkInteger, checkPositive, checkWithin } from "./check.ts";
export { collect, every, filter, map, type Operator, pipe, repeat, type Stream, take } from "./operators.ts";
export { type Phrase, phrase, problem, TenetError } from "./problem.ts";
export { integer, normal, type Rng, seed, split, uniform } from "./rng.ts";
export { natsToBits, perplexity } from "./units.ts";
