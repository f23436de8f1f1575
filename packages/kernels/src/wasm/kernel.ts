import { kernelsBy } from "../kernel.ts";
import { kernelsOf } from "./module/kernels.ts";

/** A kernel of ours on tfjs's WASM backend, from what it computes. */
export const kernel = kernelsBy((backend) => ({ kernels: kernelsOf(backend) }));

/** The number of values in a tensor of that shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
