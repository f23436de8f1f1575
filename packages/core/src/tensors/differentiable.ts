import { customGrad, type Tensor } from "@tensorflow/tfjs-core";

/** The result of an operation that defines its gradient. */
export type Differentiable = {
  readonly value: Tensor;
  /** Tensors that `gradient` reads. They are kept until it has run. */
  readonly saved: readonly Tensor[];
  /** The gradients of the inputs, in the inputs' order and with their shapes, from `dy`, the gradient of `value`. */
  readonly gradient: (dy: Tensor, saved: readonly Tensor[]) => Tensor[];
};

/** The value of `forward(...inputs)`, with the gradient that it returns instead of the tape's: a typed version of tfjs's `customGrad`. */
export function differentiable(
  forward: (...inputs: Tensor[]) => Differentiable,
  ...inputs: Tensor[]
): Tensor {
  return customGrad((...given) => {
    const save = given.pop() as (tensors: Tensor[]) => void;
    const { value, saved, gradient } = forward(...(given as Tensor[]));
    save([...saved]);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => gradient(dy, kept) };
  })(...inputs);
}
