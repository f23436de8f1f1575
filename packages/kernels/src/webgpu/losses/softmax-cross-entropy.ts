import type { SoftmaxCrossEntropyInputs } from "../../losses/softmax-cross-entropy.ts";
import type { Shader } from "../device/shader.ts";
import { kernel } from "../kernel.ts";
import { reductions, type ShaderPart } from "../reductions.ts";
import { threads } from "../threads.ts";
import { sumOf } from "../updates/sum-of.ts";

/** The kernel `TenetSoftmaxCrossEntropy`, in two dispatches: one for the rows with their gradient, one for the sum of their losses. */
export const softmaxCrossEntropy = kernel<SoftmaxCrossEntropyInputs>(
  ({ gpu, inputs: { logits, targets, weights } }) => {
    const [rows, classes] = logits.shape as [number, number];
    const gradient = gpu.output(logits.shape, "float32");
    if (rows === 0) return [gpu.filled([], "float32", Number.NaN), gradient];
    const groups = Math.min(rows, maxGroups);
    const losses = gpu.output([groups], "float32");
    const buffers = { logits, targets, gradient, losses };
    const call = { scalars: { rows, classes }, groups: [groups] } as const;
    if (weights === undefined) {
      gpu.dispatch(rowsShader(gpu.device), { ...call, buffers });
    } else {
      const type = weights.dtype === "float32" ? "f32" : "i32";
      gpu.dispatch(weightedRowsShader(gpu.device, type), { ...call, buffers: { ...buffers, weights } });
    }
    const loss = sumOf(gpu, losses);
    gpu.dispose(losses);
    return [loss, gradient];
  },
);

/** The maximum number of workgroups. It limits the number of partial losses, and how often the weights are summed. */
const maxGroups = 1024;

const buffers = {
  logits: "read f32",
  targets: "read i32",
  gradient: "write f32",
  losses: "write f32",
} as const;

const scalars = { rows: "u32", classes: "u32" } as const;

function rowsShader(device: GPUDevice): Shader<keyof typeof buffers, keyof typeof scalars> {
  const { directives, code } = body(device, "f32(scalars.rows)", "1f");
  return { label: "softmax cross-entropy", buffers, scalars, directives, code };
}

function weightedRowsShader(
  device: GPUDevice,
  type: "f32" | "i32",
): Shader<keyof typeof buffers | "weights", keyof typeof scalars> {
  const { directives, code } = body(device, "sumOfWeights(thread)", "f32(weights[row])");
  const sum = `
fn sumOfWeights(thread: u32) -> f32 {
  var sum = 0f;
  for (var row = thread; row < scalars.rows; row += ${threads}u) { sum += f32(weights[row]); }
  return sumOfAll(sum, thread);
}`;
  return {
    label: "weighted softmax cross-entropy",
    buffers: { ...buffers, weights: `read ${type}` },
    scalars,
    directives,
    code: code + sum,
  };
}

/**
 * A workgroup processes one row after another. It stores the exponentials in the gradient's buffer until their sum is known. A logit of
 * NaN or plus infinity makes its exponential NaN, and so the row's loss and gradient; so does a row that is all minus infinity.
 */
function body(device: GPUDevice, total: string, weight: string): ShaderPart {
  const { directives, code } = reductions(device);
  const main = `
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let total = ${total};
  var loss = 0f;
  for (var row = group.x; row < scalars.rows; row += groups.x) {
    let weight = ${weight};
    let first = row * scalars.classes;
    if (weight == 0f) {
      for (var k = thread; k < scalars.classes; k += ${threads}u) { gradient[first + k] = 0f; }
      continue;
    }
    var most = lowest;
    for (var k = thread; k < scalars.classes; k += ${threads}u) { most = max(most, logits[first + k]); }
    most = largestOfAll(most, thread);
    var powers = 0f;
    for (var k = thread; k < scalars.classes; k += ${threads}u) {
      let power = powerOf(logits[first + k], most);
      gradient[first + k] = power;
      powers += power;
    }
    powers = sumOfAll(powers, thread);
    if (powers == 0f) { powers = nan(); }
    let share = weight / total;
    let target_class = u32(targets[row]);
    for (var k = thread; k < scalars.classes; k += ${threads}u) {
      gradient[first + k] = gradient[first + k] * (share / powers) - select(0f, share, k == target_class);
    }
    if (target_class < scalars.classes) {
      loss += share * (logarithm(powers) - (logits[first + target_class] - most));
    } else {
      loss = nan();
    }
  }
  if (thread == 0u) { losses[group.x] = select(loss, nan(), total == 0f); }
}

fn powerOf(x: f32, most: f32) -> f32 {
  let bits = bitcast<u32>(x);
  if (isNan(x) || bits == 0x7f800000u) { return nan(); }
  let distance = x - most;
  return select(exp(distance), 0f, distance < -87f);
}

// ln x for x >= 1. WGSL's log may have an error of 2^-21 below 2, where the losses of a confident network are. The series of
// artanh((m - 1) / (m + 1)) is accurate to a few units in the last place, even near 1.
fn logarithm(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  let parts = frexp(x);
  let small = parts.fract < 0.70710678f;
  let m = select(parts.fract, 2f * parts.fract, small);
  let n = f32(parts.exp) - select(0f, 1f, small);
  let s = (m - 1f) / (m + 1f);
  let q = s * s;
  let series = 2f * s * (1f + q * (0.33333333f + q * (0.2f + q * (0.14285714f + q * (0.11111111f + q * 0.09090909f)))));
  return n * 0.69314718f + series;
}`;
  return { directives, code: code + main };
}
