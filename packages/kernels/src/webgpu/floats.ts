import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Gpu } from "./device/gpu.ts";
import type { Shader } from "./device/shader.ts";
import { groupsFor, spread } from "./threads.ts";

/** `tensor`, or in place of one that is called float32 and lies on the card as whole numbers, a new one that is as it is called. */
export function floats(gpu: Gpu, tensor: TensorInfo): TensorInfo {
  if (tensor.dtype !== "float32" || gpu.storedAs(tensor) === "float32") return tensor;
  const count = util.sizeFromShape(tensor.shape);
  const out = gpu.output(tensor.shape, "float32");
  const groups = [groupsFor(gpu, count)] as const;
  gpu.dispatch(shader, { buffers: { whole: tensor, out }, scalars: { count }, groups });
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
