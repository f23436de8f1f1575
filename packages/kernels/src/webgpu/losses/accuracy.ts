import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { SoftmaxCrossEntropyInputs } from "../../losses/softmax-cross-entropy.ts";
import type { Shader } from "../device/shader.ts";
import { kernel } from "../kernel.ts";
import { reductions } from "../reductions.ts";
import { threads } from "../threads.ts";

/** The kernel `TenetAccuracy`, in two dispatches. */
export const accuracy = kernel<SoftmaxCrossEntropyInputs>(({ gpu, inputs: { logits, targets, weights } }) => {
  const [rows, classes] = logits.shape as [number, number];
  if (rows === 0) return gpu.filled([], "float32", Number.NaN);
  const groups = Math.min(rows, maxGroups);
  const [hits, counts] = [gpu.output([groups], "float32"), gpu.output([groups], "float32")];
  const share = gpu.output([], "float32");
  const buffers: Record<string, TensorInfo> = { logits, targets, hits, counts };
  if (weights !== undefined) buffers.weights = weights;
  gpu.dispatch(rowsShader(gpu.device, weights), { buffers, scalars: { rows, classes }, groups: [groups] });
  gpu.dispatch(shareShader(gpu.device), { buffers: { hits, counts, share }, scalars: {}, groups: [1] });
  gpu.dispose(hits);
  gpu.dispose(counts);
  return share;
});

/** The maximum number of workgroups. With more rows, a workgroup takes several. */
const maxGroups = 1024;

/** The shader that computes the weights of the hits and of all rows, for each workgroup. */
function rowsShader(device: GPUDevice, weights: TensorInfo | undefined): Shader {
  const { directives, code } = reductions(device);
  const type = weights?.dtype === "float32" ? "f32" : "i32";
  return {
    label: weights === undefined ? "hits" : "weighted hits",
    buffers: {
      logits: "read f32",
      targets: "read i32",
      hits: "write f32",
      counts: "write f32",
      ...(weights === undefined ? {} : { weights: `read ${type}` as const }),
    },
    scalars: { rows: "u32", classes: "u32" },
    directives,
    code: `${code}
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  var hit = 0f;
  var counted = 0f;
  for (var row = group.x; row < scalars.rows; row += groups.x) {
    let first = row * scalars.classes;
    let wanted = u32(targets[row]);
    var most = lowest;
    for (var k = thread; k < scalars.classes; k += ${threads}u) { most = max(most, logits[first + k]); }
    most = largestOfAll(most, thread);
    // Whether an earlier logit is as large as the target's.
    var earlier = 0f;
    for (var k = thread; k < min(wanted, scalars.classes); k += ${threads}u) {
      if (logits[first + k] == most) { earlier = 1f; }
    }
    earlier = largestOfAll(earlier, thread);
    let weight = ${weights === undefined ? "1f" : "f32(weights[row])"};
    counted += weight;
    if (wanted < scalars.classes && logits[first + wanted] == most && earlier == 0f) {
      hit += weight;
    }
  }
  if (thread == 0u) { hits[group.x] = hit; counts[group.x] = counted; }
}`,
  };
}

/** The shader that divides the weight of all hits by that of all rows. The result is exactly 1 if both are equal. */
function shareShader(device: GPUDevice): Shader<"hits" | "counts" | "share", never> {
  const { directives, code } = reductions(device);
  return {
    label: "share of hits",
    buffers: { hits: "read f32", counts: "read f32", share: "write f32" },
    scalars: {},
    directives,
    code: `${code}
@compute @workgroup_size(${threads}) fn main(@builtin(local_invocation_index) thread: u32) {
  var hit = 0f;
  var counted = 0f;
  for (var at = thread; at < arrayLength(&hits); at += ${threads}u) { hit += hits[at]; counted += counts[at]; }
  hit = sumOfAll(hit, thread);
  counted = sumOfAll(counted, thread);
  if (thread == 0u) { share[0] = select(select(hit / counted, 1f, hit == counted), nan(), counted == 0f); }
}`,
  };
}
