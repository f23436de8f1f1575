import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";

/** The arguments of a kernel, with the types of its inputs and attributes; `Means` are the backend's functions that it uses. */
export type KernelCall<Means, Inputs, Attributes> = Means & {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
};

/**
 * A function that turns `compute` into a kernel in the form that tfjs registers. tfjs passes every kernel's inputs and attributes
 * under one loose type; `compute` gets them typed, with the functions that `meansOf` returns for the backend.
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
