import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import { groupsFor, spread } from "../threads.ts";
import type { Gpu } from "./gpu.ts";
import type { Shader } from "./shader.ts";

/** A new tensor with the numbers of one that lies on the card as whole numbers, as float32. */
export function toFloats(gpu: Gpu, whole: TensorInfo): TensorInfo {
  const count = util.sizeFromShape(whole.shape);
  const out = gpu.output(whole.shape, "float32");
  gpu.dispatch(shader, { buffers: { whole, out }, scalars: { count }, groups: [groupsFor(gpu, count)] });
  return out;
}

const shader: Shader<"whole" | "out", "count"> = {
  label: "floats of whole numbers",
  buffers: { whole: "read i32", out: "write f32" },
  scalars: { count: "u32" },
  code: `${spread.main} {
  ${spread.stride}
  for (var thread = at.x; thread < scalars.count; thread += stride) { out[thread] = f32(whole[thread]); }
}`,
};
