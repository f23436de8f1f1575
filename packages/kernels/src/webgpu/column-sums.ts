import type { KernelFunc, SumAttrs, TensorInfo } from "@tensorflow/tfjs-core";
import { leadingSum } from "../leading-sum.ts";
import { gpuOf } from "./device/gpu-of.ts";
import type { Shader } from "./device/shader.ts";

/**
 * The kernel `Sum`. It sums floats over their leading axes, as in the gradient of every bias, in one dispatch; tfjs's transposes first,
 * which takes a second dispatch and a copy of the tensor. Other sums use `original`.
 */
export function sumByColumns(original: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    const sum = leadingSum(x, call.attrs as unknown as SumAttrs);
    const gpu = gpuOf(call.backend as object);
    if (sum === undefined || sum.rows > maxRows || gpu.storedAs(x) !== "float32") return original(call);
    const { rows, columns, shape } = sum;
    const sums = gpu.output(shape, "float32");
    gpu.dispatch(shader, {
      buffers: { x, sums },
      scalars: { rows, columns },
      groups: [Math.min(Math.ceil(columns / width), gpu.device.limits.maxComputeWorkgroupsPerDimension)],
    });
    return sums;
  };
}

/** The number of columns of a workgroup, and of rows that it adds at a time. */
const width = 16;

/** Longer columns have too few threads here. */
const maxRows = 2 ** 16;

/** Each thread adds every 16th value of a column. The sums of 16 threads are then added in pairs. */
const shader: Shader<"x" | "sums", "rows" | "columns"> = {
  label: "sums of columns",
  buffers: { x: "read f32", sums: "write f32" },
  scalars: { rows: "u32", columns: "u32" },
  code: `
var<workgroup> parts: array<array<f32, ${width}>, ${width}>;
@compute @workgroup_size(${width}, ${width})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) at: vec3<u32>,
) {
  for (var first = group.x * ${width}u; first < scalars.columns; first += groups.x * ${width}u) {
    let column = first + at.x;
    var sum = 0f;
    if (column < scalars.columns) {
      for (var row = at.y; row < scalars.rows; row += ${width}u) { sum += x[row * scalars.columns + column]; }
    }
    parts[at.y][at.x] = sum;
    workgroupBarrier();
    for (var half = ${width / 2}u; half > 0u; half >>= 1u) {
      if (at.y < half) { parts[at.y][at.x] += parts[at.y + half][at.x]; }
      workgroupBarrier();
    }
    if (at.y == 0u && column < scalars.columns) { sums[column] = parts[0][at.x]; }
    workgroupBarrier();
  }
}`,
};
