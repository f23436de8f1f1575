import type { GradConfig, Tensor } from "@tensorflow/tfjs-core";

/** What a kernel with one output gives back: for each input by name, a function that makes its gradient. */
type InputGradients = Record<string, () => Tensor>;

/** Which tensors of the forward pass the backward pass reads. Each is held until then, so as few as can be. */
type Saves = Pick<GradConfig, "inputsToSave" | "outputsToSave" | "saveAllInputs">;

/** The gradient of a kernel with one output, ready for tfjs's registry. `Attributes` are the kernel's own. */
export function gradient<Attributes = Record<string, never>>(
  kernelName: string,
  saves: Saves,
  backward: (dy: Tensor, saved: SavedTensors, attributes: Attributes) => InputGradients,
): GradConfig {
  return {
    kernelName,
    ...saves,
    gradFunc: (dy, saved, attributes) =>
      // The registry hands every kernel's attributes over under one loose type.
      backward(dy as Tensor, saved as unknown as SavedTensors, attributes as Attributes),
  };
}

/** The saved inputs, then the saved outputs, in the order in which they were asked for. */
type SavedTensors = readonly [Tensor, Tensor, Tensor, ...Tensor[]];
