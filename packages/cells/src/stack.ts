import { split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Layer } from "./layer.ts";

/** The parameters or states of a stack, one per layer, from the input up. */
export type StackTree = { readonly layers: readonly TensorTree[] };

/**
 * A layer in which each of `layers` reads the outputs of the one before it.
 *
 * @throws {RangeError} when there are no layers, or when a layer's output size is not the input size of the next.
 */
export function stack(...layers: readonly Layer[]): Layer<StackTree, StackTree> {
  const first = layers[0];
  const last = layers.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError(problem("stack", "at least one layer", phrase("none")));
  layers.forEach((layer, index) => {
    const below = layers[index - 1];
    if (below !== undefined && below.outputSize !== layer.inputSize) {
      const expected = `layer ${index} (${layer.name}) to read the ${below.outputSize} outputs of layer ${index - 1}`;
      throw new RangeError(
        problem(
          "stack",
          expected,
          layer.inputSize,
          "Set its inputSize to the hiddenSize of the layer below.",
        ),
      );
    }
  });
  return {
    name: `stack(${layers.map(({ name }) => name).join(", ")})`,
    inputSize: first.inputSize,
    outputSize: last.outputSize,
    init: (rng) => ({ layers: layers.map((layer, index) => layer.init(split(rng, index))) }),
    zeroState: (batch) => ({ layers: layers.map((layer) => layer.zeroState(batch)) }),
    unroll: (params, inputs, run) => {
      let outputs: Tensor = inputs;
      const states = layers.map((layer, index) => {
        const result = layer.unroll(params.layers[index] as TensorTree, outputs, {
          ...run,
          state: run.state.layers[index] as TensorTree,
          keep: index === layers.length - 1 ? run.keep : "all",
          ...(run.rng === undefined ? {} : { rng: split(run.rng, index) }),
        });
        outputs = result.outputs;
        return result.state;
      });
      return { outputs: outputs as ReturnType<Layer["unroll"]>["outputs"], state: { layers: states } };
    },
  };
}
