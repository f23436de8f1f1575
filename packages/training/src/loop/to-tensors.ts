import type { Batch, Values } from "@tenetjs/datasets";
import { type Tensor, type Tensor2D, tensor } from "@tensorflow/tfjs-core";
import type { TensorBatch } from "./objective.ts";

/** `batch` on the device; the caller disposes it. */
export function toTensors({ inputs, targets, mask, time }: Batch): TensorBatch {
  return {
    inputs: toTensor(inputs),
    targets: toTensor(targets),
    ...(mask === undefined ? {} : { mask: toTensor(mask) as Tensor2D }),
    ...(time === undefined ? {} : { time: toTensor(time) as Tensor2D }),
  };
}

function toTensor({ data, shape }: Values): Tensor {
  return tensor(data, [...shape], data instanceof Int32Array ? "int32" : "float32");
}
