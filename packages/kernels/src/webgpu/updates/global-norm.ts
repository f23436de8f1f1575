import { type DataId, type TensorInfo, util } from "@tensorflow/tfjs-core";
import { inLists } from "../../updates/in-lists.ts";
import type { Gpu } from "../device/gpu.ts";
import type { Shader } from "../device/shader.ts";
import { kernel } from "../kernel.ts";
import { reductions } from "../reductions.ts";
import { groupsFor, threads } from "../threads.ts";
import { applyToLists, buffersOf, inChunks, type Rule } from "./lists.ts";
import { sumOf } from "./sum-of.ts";

/** The kernel `TenetGlobalNorm`: the square root of the sum of the squares of all values of a list of tensors, as a scalar tensor. */
export const globalNorm = kernel<readonly TensorInfo[]>(({ gpu, inputs }) => {
  const parts = squares(gpu, listOf("TenetGlobalNorm", inputs));
  return sumOf(gpu, parts, { root: true });
});

/**
 * The kernel `TenetClipByGlobalNorm`: each tensor of a list times min(1, most / norm), where the norm is the global norm of the list. All
 * values are NaN if the norm is not finite. Each workgroup adds up the partial sums of squares itself, since there are few.
 */
export const clipByGlobalNorm = kernel<readonly TensorInfo[], { most: number }>(
  ({ gpu, inputs, attributes: { most } }) => {
    const tensors = listOf("TenetClipByGlobalNorm", inputs);
    const parts = squares(gpu, tensors);
    const [clipped] = applyToLists(
      gpu,
      { rule: clip(gpu.device), scalars: { most } },
      { like: tensors, lists: [tensors], shared: parts },
    );
    return clipped as TensorInfo[];
  },
);

function clip(device: GPUDevice): Rule {
  const { directives, code } = reductions(device);
  return {
    label: "clip by global norm",
    inputs: ["gradient"],
    outputs: ["clipped"],
    scalars: ["most"],
    code: "let clipped = factor * gradient;",
    before: {
      buffer: "parts_of_norm",
      directives,
      declarations: code,
      code: `var part = 0f;
  for (var at = thread; at < arrayLength(&parts_of_norm); at += ${threads}u) { part += parts_of_norm[at]; }
  let sum = sumOfAll(part, thread);
  let factor = select(nan(), scalars.most / max(sqrt(sum), scalars.most), isFinite(sum));`,
    },
  };
}

/**
 * The partial sums of the squares of all values. They are cached until a call with other tensors: a training step reports the norm of the
 * gradients that it clips, and tensors are immutable.
 */
function squares(gpu: Gpu, tensors: readonly TensorInfo[]): TensorInfo {
  const ids = tensors.map(({ dataId }) => dataId);
  const before = kept.get(gpu);
  if (before !== undefined && sameItems(ids, before.ids)) return before.parts;
  if (before !== undefined) gpu.dispose(before.parts);
  const parts = sumSquares(gpu, tensors);
  kept.set(gpu, { ids, parts });
  return parts;
}

const kept = new WeakMap<Gpu, { readonly ids: readonly DataId[]; readonly parts: TensorInfo }>();

/**
 * The partial sums of the squares of all values. A thread adds values at a fixed stride, and a workgroup adds the sums of its threads. So
 * no sum is long, and the order is the same each time.
 */
function sumSquares(gpu: Gpu, tensors: readonly TensorInfo[]): TensorInfo {
  const filled = tensors.filter(({ shape }) => util.sizeFromShape(shape) > 0);
  const chunks = inChunks(filled, buffersOf(gpu, 1)).map((chunk) => {
    const counts = chunk.map(({ shape }) => util.sizeFromShape(shape));
    return { chunk, counts, groups: Math.min(groupsFor(gpu, Math.max(...counts)), maxGroups) };
  });
  const parts = gpu.output([chunks.reduce((sum, { groups }) => sum + groups, 0)], "float32");
  let first = 0;
  for (const { chunk, counts, groups } of chunks) {
    gpu.dispatch(squaresShader(gpu.device, chunk.length), {
      buffers: { ...numbered("x", chunk), parts_of_norm: parts },
      scalars: { first, ...numbered("count", counts) },
      groups: [groups],
    });
    first += groups;
  }
  return parts;
}

/** The maximum number of partial sums of a dispatch. */
const maxGroups = 256;

function squaresShader(device: GPUDevice, tensors: number): Shader {
  const { directives, code } = reductions(device);
  const each = Array.from({ length: tensors }, (_, index) => index);
  const loops = each.map(
    (index) => `
  for (var at = id.x; at < scalars.count${index}; at += groups.x * ${threads}u) { part += x${index}[at] * x${index}[at]; }`,
  );
  return {
    label: "sums of squares",
    buffers: {
      ...numbered(
        "x",
        each.map(() => "read f32" as const),
      ),
      parts_of_norm: "write f32",
    },
    scalars: {
      first: "u32",
      ...numbered(
        "count",
        each.map(() => "u32" as const),
      ),
    },
    directives,
    code: `${code}
@compute @workgroup_size(${threads})
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  var part = 0f;${loops.join("")}
  let sum = sumOfAll(part, thread);
  if (thread == 0u) { parts_of_norm[scalars.first + group.x] = sum; }
}`,
  };
}

function sameItems<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function numbered<T>(name: string, values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value, index) => [`${name}${index}`, value]));
}

function listOf(name: string, inputs: readonly TensorInfo[]): TensorInfo[] {
  return inLists(name, Object.values(inputs), 1)[0] as TensorInfo[];
}
