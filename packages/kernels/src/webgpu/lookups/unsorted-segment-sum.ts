import { type TensorInfo, type UnsortedSegmentSumAttrs, util } from "@tensorflow/tfjs-core";
import type { Shader } from "../device/shader.ts";
import { kernel } from "../kernel.ts";
import { threads } from "../threads.ts";

/**
 * The kernel `UnsortedSegmentSum`: adds row i of `x` to row `segmentIds[i]` of the sum and drops rows whose id is out of range. It is the
 * gradient of `gather`, and so of every embedding.
 *
 * tfjs's kernel takes ids beyond the last segment modulo the number of segments, and adds with atomic operations in the order in which
 * threads arrive, so runs differ. This kernel adds the rows of a segment in order.
 */
export const unsortedSegmentSum = kernel<{ x: TensorInfo; segmentIds: TensorInfo }, UnsortedSegmentSumAttrs>(
  ({ gpu, inputs: { x, segmentIds }, attributes: { numSegments } }) => {
    const inner = x.shape.slice(segmentIds.shape.length);
    const [rows, width] = [util.sizeFromShape(segmentIds.shape), util.sizeFromShape(inner)];
    const dtype = x.dtype === "float32" ? "float32" : "int32";
    if (rows === 0) return gpu.filled([numSegments, ...inner], dtype, 0);
    const sums = gpu.output([numSegments, ...inner], dtype);
    const most = gpu.device.limits.maxComputeWorkgroupsPerDimension;
    gpu.dispatch(shaders[dtype], {
      buffers: { x, ids: segmentIds, sums },
      scalars: { rows, width, segments: numSegments },
      groups: [Math.min(numSegments, most), Math.ceil(width / threads)],
    });
    return sums;
  },
);

const shaders = { float32: shader("f32"), int32: shader("i32") };

/**
 * A workgroup finds the rows of one segment, and each of its threads adds them up in one column. Each thread compares 32 ids with the
 * segment and stores the result as bits of a word; then all threads go through these words. Each word has a partial sum, which keeps the
 * sums of frequent ids accurate.
 */
function shader(type: "f32" | "i32"): Shader<"x" | "ids" | "sums", "rows" | "width" | "segments"> {
  return {
    label: "unsorted segment sum",
    buffers: { x: `read ${type}`, ids: "read i32", sums: `write ${type}` },
    scalars: { rows: "u32", width: "u32", segments: "u32" },
    code: `
var<workgroup> words: array<u32, ${threads}>;
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let column = group.y * ${threads}u + thread;
  for (var segment = group.x; segment < scalars.segments; segment += groups.x) {
    var sum = ${type}(0);
    for (var first = 0u; first < scalars.rows; first += ${32 * threads}u) {
      let own = first + 32u * thread;
      var word = 0u;
      for (var bit = 0u; bit < 32u && own + bit < scalars.rows; bit += 1u) {
        word |= select(0u, 1u << bit, u32(ids[own + bit]) == segment);
      }
      words[thread] = word;
      workgroupBarrier();
      for (var other = 0u; other < ${threads}u; other += 1u) {
        var left = words[other];
        if (left == 0u) { continue; }
        var part = ${type}(0);
        for (; left != 0u; left &= left - 1u) {
          let row = first + 32u * other + firstTrailingBit(left);
          if (column < scalars.width) { part += x[row * scalars.width + column]; }
        }
        sum += part;
      }
      workgroupBarrier();
    }
    if (column < scalars.width) { sums[segment * scalars.width + column] = sum; }
  }
}`,
  };
}
