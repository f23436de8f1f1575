import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { inLists } from "../../contracts/in-lists.ts";
import { kernel, sizeOf } from "../kernel.ts";
import type { Kernels } from "../matrix/kernels.ts";

/** One tensor of each list: the number of values, and the addresses of those that are read and of those that are written. */
export type Item = {
  readonly count: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
};

/**
 * A kernel over whole lists of float32 tensors, so that a step of an optimizer is one kernel call and not one for each tensor and
 * operation. Its inputs are so many lists of the same shapes, one list after the other, and so are its outputs.
 *
 * The kernel throws a RangeError when the lists differ in their shapes, and a TypeError when a tensor is not float32.
 */
export function listKernel<Attributes extends object>(
  name: string,
  { inputs: read, outputs: written }: { readonly inputs: number; readonly outputs: number },
  compute: (kernels: Kernels, item: Item, attributes: Attributes) => void,
): KernelFunc {
  return kernel<readonly TensorInfo[], Attributes>(({ kernels, inputs, attributes }) => {
    const lists = inLists(name, Object.values(inputs), read);
    const [first] = lists as [TensorInfo[]];
    const made = Array.from({ length: written }, () =>
      first.map(({ shape }) => kernels.output(shape, "float32")),
    );
    first.forEach(({ shape }, index) => {
      const addresses = (list: TensorInfo[]) => kernels.address(list[index] as TensorInfo);
      const item = { count: sizeOf(shape), inputs: lists.map(addresses), outputs: made.map(addresses) };
      compute(kernels, item, attributes);
    });
    return made.flat();
  });
}
