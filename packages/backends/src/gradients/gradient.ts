import type { GradConfig, Tensor } from "@tensorflow/tfjs-core";

/** For each input by name, a function that computes its gradient. */
type InputGradients = Record<string, () => Tensor>;

/** The tensors of the forward pass that the backward pass reads. tfjs keeps each until then, so save as few as possible. */
type Saves = Pick<GradConfig, "inputsToSave" | "outputsToSave" | "saveAllInputs">;

/** The gradient of a kernel with one output, in the form that tfjs registers. `Attributes` are the kernel's. */
export function gradient<Attributes = Record<string, never>>(
  kernelName: string,
  saves: Saves,
  backward: (dy: Tensor, saved: SavedTensors, attributes: Attributes) => InputGradients,
): GradConfig {
  return {
    kernelName,
    ...saves,
    gradFunc: (dy, saved, attributes) =>
      // tfjs passes every kernel's attributes under one loose type.
      backward(dy as Tensor, saved as unknown as SavedTensors, attributes as Attributes),
  };
}

/** The saved inputs, then the saved outputs, in the order of `Saves`. */
type SavedTensors = readonly [Tensor, Tensor, Tensor, ...Tensor[]];
