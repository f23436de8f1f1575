import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Gpu } from "./device/gpu.ts";
import type { Shader } from "./device/shader.ts";
import { groupsFor, threads } from "./threads.ts";

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
  code: `@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  for (var at = id.x; at < scalars.count; at += groups.x * ${threads}u) { out[at] = f32(whole[at]); }
}`,
};
