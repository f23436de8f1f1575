export { collect, every, filter, map, type Operator, pipe, repeat, type Stream, take } from "./operators.ts";
export { TenetError } from "./problem.ts";
export { integer, normal, type Rng, seed, split, uniform } from "./rng.ts";
export { natsToBits, perplexity } from "./units.ts";
export { version } from "./version.ts";
