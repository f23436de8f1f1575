import { kernelsBy } from "../kernel.ts";
import { kernelsOf } from "./module/kernels.ts";

/** A kernel for tfjs's WASM backend, from the function that computes it. */
export const kernel = kernelsBy((backend) => ({ kernels: kernelsOf(backend) }));

/** The number of values in a tensor of the given shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
