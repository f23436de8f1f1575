import { type Rng, uniform } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";

/** Returns the initial biases by gate name. The biases of other gates start at 0. */
export type BiasInitialiser = (
  recipe: Recipe,
  rng: Rng,
  hiddenSize: number,
) => Readonly<Record<string, Float32Array>>;

/**
 * A bias of `value` for the gate that keeps memory, and 0 for the others. That gate is the LSTM's forget gate, for which 1 is the usual
 * choice (Jozefowicz et al., 2015), or the GRU's update gate. If a recipe names a gate that writes but none that keeps, the one gate does
 * both: it keeps 1 - sigmoid(z) = sigmoid(-z), so its bias is minus `value`. Without such gates, all biases are 0.
 *
 * @throws {RangeError} when `value` is not finite.
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
 * Chrono initialisation (Tallec and Ollivier, 2018): biases with which the units' memories last from about 1 to `longest` steps. The gate
 * that keeps, if any, starts at ln U(1, `longest` - 1), and the gate that writes, if any, at minus that. `longest` is the longest
 * dependency that you expect, in steps.
 *
 * @throws {RangeError} when `longest` is not a finite number of at least 3.
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
