import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import { dropOut } from "./drop-out.ts";
import type { Layer } from "./layer.ts";

/**
 * `layer` with dropout on its outputs: in training, each output is set to 0 with probability `rate`, and the others are scaled by
 * 1 / (1 - `rate`) (Srivastava et al., 2014). The state is not dropped (Zaremba et al., 2014).
 *
 * The same `rng` drops the same outputs on every backend and on any number of threads. The rate is rounded to a multiple of 2^-16.
 *
 * @throws {RangeError} when `rate` is not in [0, 1). @throws {TypeError} from `scan`, in training without an `rng`.
 */
export function dropout<Params extends TensorTree, State extends TensorTree>(
  rate: number,
  layer: Layer<Params, State>,
): Layer<Params, State> {
  if (!(rate >= 0 && rate < 1))
    throw new RangeError(problem("dropout", "a rate of at least 0 and below 1", rate));
  if (rate === 0) return layer;
  const { inputSize, outputSize, init, zeroState } = layer;
  return {
    name: `dropout(${rate}, ${layer.name})`,
    inputSize,
    outputSize,
    init,
    zeroState,
    unroll: (params, inputs, run) => {
      const result = layer.unroll(params, inputs, run);
      if (!run.training) return result;
      if (run.rng === undefined) {
        throw new TypeError(
          problem(
            "dropout",
            "an rng while training",
            phrase("none"),
            "Pass { training: true, rng: seed(1) }.",
          ),
        );
      }
      return { ...result, outputs: dropOut(result.outputs, rate, run.rng) };
    },
  };
}
