import { customGrad, type Tensor } from "@tensorflow/tfjs-core";

/** What an operation with a gradient of its own computes. */
export type Differentiable = {
  readonly value: Tensor;
  /** Tensors that `gradient` reads; they are kept until it has run. */
  readonly saved: readonly Tensor[];
  /** The gradients of the inputs, in their order and of their shapes, from that of `value`. */
  readonly gradient: (dy: Tensor, saved: readonly Tensor[]) => Tensor[];
};

/** The value of `forward(...inputs)`, with the gradient that it states in place of the tape's: tfjs's `customGrad`, typed. */
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
