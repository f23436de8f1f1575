import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Gpu } from "../device/gpu.ts";
import type { Shader } from "../device/shader.ts";
import { reductions } from "../reductions.ts";
import { threads } from "../threads.ts";

/** The sum of a few values as a scalar tensor, computed by one workgroup. With `root`, its square root. */
export function sumOf(
  gpu: Gpu,
  x: TensorInfo,
  { root = false }: { readonly root?: boolean } = {},
): TensorInfo {
  if (x.shape[0] === 0) return gpu.filled([], "float32", 0);
  const sum = gpu.output([], "float32");
  gpu.dispatch(shader(gpu.device, root), { buffers: { x, sum }, scalars: {}, groups: [1] });
  return sum;
}

function shader(device: GPUDevice, root: boolean): Shader<"x" | "sum", never> {
  const { directives, code } = reductions(device);
  return {
    label: root ? "root of a sum" : "sum",
    buffers: { x: "read f32", sum: "write f32" },
    scalars: {},
    directives,
    code: `${code}
@compute @workgroup_size(${threads}) fn main(@builtin(local_invocation_index) thread: u32) {
  var part = 0f;
  for (var at = thread; at < arrayLength(&x); at += ${threads}u) { part += x[at]; }
  let all = sumOfAll(part, thread);
  if (thread == 0u) { sum[0] = ${root ? "select(all, sqrt(all), isFinite(all))" : "all"}; }
}`,
  };
}
