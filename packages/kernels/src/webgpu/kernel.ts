import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { type Gpu, gpuOf } from "./device/gpu.ts";
import { floats } from "./floats.ts";

/** What a kernel of ours is called with, under the types that it knows to be there. */
export type KernelCall<Inputs, Attributes> = {
  readonly gpu: Gpu;
  readonly inputs: Inputs;
  readonly attributes: Attributes;
};

/**
 * `compute` in the form in which tfjs's registry wants it, which hands every kernel's inputs and attributes over under one
 * loose type. Inputs that are called float32 lie as such on the card.
 */
export function kernel<Inputs extends object, Attributes extends object = Record<string, never>>(
  compute: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const gpu = gpuOf(backend as object);
    const made: TensorInfo[] = [];
    const asCalled = (tensor: TensorInfo | undefined) => {
      const floating = tensor && floats(gpu, tensor);
      if (floating && floating !== tensor) made.push(floating);
      return floating;
    };
    const given = Array.isArray(inputs)
      ? inputs.map(asCalled)
      : Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, asCalled(tensor)]));
    const outputs = compute({
      gpu,
      inputs: given as unknown as Inputs,
      attributes: attrs as unknown as Attributes,
    });
    for (const tensor of made) gpu.dispose(tensor);
    return outputs;
  };
}
