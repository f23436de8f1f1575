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
 * choice (Jozefowicz et al., 2015), or the GRU's update gate. Where a recipe names a gate that writes and none that keeps, the
 * one gate does both, and keeps 1 - sigmoid(z) = sigmoid(-z): its bias is minus `value`. Nothing for a cell without such gates.
 */
export function forgetBias(value: number): BiasInitialiser {
  if (!Number.isFinite(value)) throw new RangeError(problem("forgetBias", "a finite number", value));
  return ({ memory }, _, hiddenSize) => {
    const block = (bias: number) => new Float32Array(hiddenSize).fill(bias);
    if (memory.keep !== undefined) return { [memory.keep]: block(value) };
    return memory.write === undefined ? {} : { [memory.write]: block(-value) };
  };
}

/**
 * Chrono initialisation (Tallec and Ollivier, 2018): biases that make the units' memories last from about 1 to
 * `longest` steps. The keeping gate, where there is one, starts at ln U(1, longest - 1), and the writing gate, where there is
 * one, at minus that. `longest` is the longest dependency expected, in steps; at least 3.
 */
export function chrono(longest: number): BiasInitialiser {
  if (!(longest >= 3 && Number.isFinite(longest))) {
    throw new RangeError(
      problem("chrono", "the longest dependency to be a finite number of at least 3 steps", longest),
    );
  }
  return ({ memory }, rng, hiddenSize) => {
    if (memory.keep === undefined && memory.write === undefined) return {};
    const keep = Float32Array.from({ length: hiddenSize }, () => Math.log(uniform(rng, 1, longest - 1)));
    return {
      ...(memory.keep === undefined ? {} : { [memory.keep]: keep }),
      ...(memory.write === undefined ? {} : { [memory.write]: keep.map((value) => -value) }),
    };
  };
}
