import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { type Gpu, gpuOf } from "./device/gpu.ts";

/** What a kernel of ours is called with, under the types that it knows to be there. */
export type KernelCall<Inputs, Attributes> = {
  readonly gpu: Gpu;
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
      gpu: gpuOf(backend as object),
      inputs: inputs as unknown as Inputs,
      attributes: attrs as unknown as Attributes,
    });
}
