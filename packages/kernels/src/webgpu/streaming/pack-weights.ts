import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Gpu } from "../device/gpu.ts";
import type { Shader } from "../device/shader.ts";
import { groupsFor, spread } from "../threads.ts";
import { quadsOf, type WeightLayout } from "./weight-layout.ts";

/** A new tensor with the weights in the given layout. The caller disposes of it. */
export function packWeights(gpu: Gpu, { parts, quads }: WeightLayout): TensorInfo {
  const weights = gpu.output([quads * 4], "float32");
  for (const { source, at, stride, paddedRows, ...shape } of parts) {
    const width = quadsOf(shape.columns) * 4;
    const count = paddedRows * width;
    gpu.dispatch(pack, {
      buffers: { source, weights },
      scalars: { ...shape, at: at * 4, stride: stride * 4, width, count },
      groups: [groupsFor(gpu, count)],
    });
  }
  return weights;
}

const pack: Shader<
  "source" | "weights",
  "start" | "rows" | "columns" | "rowStep" | "columnStep" | "at" | "stride" | "width" | "count"
> = {
  label: "pack weights",
  buffers: { source: "read f32", weights: "write f32" },
  scalars: {
    start: "u32",
    rows: "u32",
    columns: "u32",
    rowStep: "u32",
    columnStep: "u32",
    at: "u32",
    stride: "u32",
    width: "u32",
    count: "u32",
  },
  code: `${spread.main} {
  ${spread.stride}
  for (var i = at.x; i < scalars.count; i += stride) {
    let row = i / scalars.width;
    let column = i % scalars.width;
    var value = 0f;
    if (row < scalars.rows && column < scalars.columns) {
      value = source[scalars.start + row * scalars.rowStep + column * scalars.columnStep];
    }
    weights[scalars.at + row * scalars.stride + column] = value;
  }
}`,
};
