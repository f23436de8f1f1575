import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";

/** What a kernel of ours is called with, under the types that it knows to be there; and what it works by, `Means`. */
export type KernelCall<Means, Inputs, Attributes> = Means & {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
};

/**
 * For kernels that work by what `meansOf` has of a backend: a function that gives `compute` in the form in which tfjs's registry wants
 * it, which hands every kernel's inputs and attributes over under one loose type.
 */
export function kernelsBy<Means extends object>(meansOf: (backend: object) => Means) {
  return <Inputs extends object, Attributes extends object = Record<string, never>>(
    compute: (call: KernelCall<Means, Inputs, Attributes>) => TensorInfo | TensorInfo[],
  ): KernelFunc =>
    ({ inputs, attrs, backend }) =>
      compute({
        ...meansOf(backend as object),
        inputs: inputs as unknown as Inputs,
        attributes: attrs as unknown as Attributes,
      });
}
