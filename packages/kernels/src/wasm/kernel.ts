import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { type Kernels, kernelsOf } from "./matrix/kernels.ts";

/** What a kernel of ours is called with, under the types that it knows to be there. */
export type KernelCall<Inputs, Attributes> = {
  readonly kernels: Kernels;
  readonly inputs: Inputs;
  readonly attributes: Attributes;
};

/**
 * `compute` in the form in which tfjs's registry wants it, which hands every kernel's inputs and attributes over under one
 * loose type.
 */
export function kernel<Inputs extends object, Attributes extends object = Record<string, never>>(
  compute: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): KernelFunc {
  return ({ inputs, attrs, backend }) =>
    compute({
      kernels: kernelsOf(backend as object),
      inputs: inputs as unknown as Inputs,
      attributes: attrs as unknown as Attributes,
    });
}

/** The number of values in a tensor of that shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
