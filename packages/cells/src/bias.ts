import { type Rng, uniform } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";

/** Starting biases by gate name; gates that are not named start at 0. */
export type BiasInitialiser = (
  recipe: Recipe,
  rng: Rng,
  hiddenSize: number,
) => Readonly<Record<string, Float32Array>>;

/**
 * `value` as the bias of the gate that keeps memory, 0 elsewhere: the LSTM's forget gate, for which 1 is the usual
 * choice (Jozefowicz et al., 2015), or the GRU's update gate. Nothing for a cell without such a gate.
 */
export function forgetBias(value: number): BiasInitialiser {
  if (!Number.isFinite(value)) throw new RangeError(problem("forgetBias", "a finite number", value));
  return ({ memory }, _, hiddenSize) =>
    memory.keep === undefined ? {} : { [memory.keep]: new Float32Array(hiddenSize).fill(value) };
}

/**
 * Chrono initialisation (Tallec and Ollivier, 2018): biases that make the units' memories last from about 1 to
 * `longest` steps. The keeping gate starts at ln U(1, longest - 1) and the writing gate, where there is one, at minus
 * that. `longest` is the longest dependency expected, in steps; at least 3.
 */
export function chrono(longest: number): BiasInitialiser {
  if (!(longest >= 3 && Number.isFinite(longest))) {
    throw new RangeError(
      problem("chrono", "the longest dependency to be a finite number of at least 3 steps", longest),
    );
  }
  return ({ memory }, rng, hiddenSize) => {
    if (memory.keep === undefined) return {};
    const keep = Float32Array.from({ length: hiddenSize }, () => Math.log(uniform(rng, 1, longest - 1)));
    const write = memory.write === undefined ? {} : { [memory.write]: keep.map((value) => -value) };
    return { [memory.keep]: keep, ...write };
  };
}
