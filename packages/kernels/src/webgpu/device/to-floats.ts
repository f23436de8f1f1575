import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import { groupsFor, spread } from "../threads.ts";
import type { Gpu } from "./gpu.ts";
import type { Shader } from "./shader.ts";

/** A new float32 tensor with the numbers of a tensor that the GPU stores as integers. */
export function toFloats(gpu: Gpu, integers: TensorInfo): TensorInfo {
  const count = util.sizeFromShape(integers.shape);
  const out = gpu.output(integers.shape, "float32");
  gpu.dispatch(shader, { buffers: { integers, out }, scalars: { count }, groups: [groupsFor(gpu, count)] });
  return out;
}

const shader: Shader<"integers" | "out", "count"> = {
  label: "integers to floats",
  buffers: { integers: "read i32", out: "write f32" },
  scalars: { count: "u32" },
  code: `${spread.main} {
  ${spread.stride}
  for (var thread = at.x; thread < scalars.count; thread += stride) { out[thread] = f32(integers[thread]); }
}`,
};
