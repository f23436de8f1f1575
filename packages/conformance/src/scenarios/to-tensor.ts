import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import type { Classes, Numbers } from "../sequence.ts";

/** The numbers as a tensor on tfjs's current backend. */
export function toTensor({ shape, values }: Numbers | Classes): Tensor {
  return tensor(values, [...shape], values instanceof Int32Array ? "int32" : "float32");
}

/** The numbers as tensors, by name. */
export function toTensors(numbers: Readonly<Record<string, Numbers>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(numbers).map(([name, values]) => [name, toTensor(values)]));
}
