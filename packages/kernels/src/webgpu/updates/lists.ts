import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Gpu } from "../device/gpu.ts";
import type { BufferUse, Shader } from "../device/shader.ts";
import { groupsFor, threads } from "../threads.ts";

/** An elementwise computation on lists of tensors. */
export type Rule = {
  readonly label: string;
  /** The lists that are read and those that are written, by the names of their values in `code`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Numbers that `code` reads as `scalars.name`. */
  readonly scalars: readonly string[];
  /** WGSL statements that declare the outputs of an element, from its inputs. */
  readonly code: string;
  /** Functions that `code` calls. */
  readonly declarations?: string;
  readonly before?: Before;
};

/** WGSL that each workgroup runs first, in uniform control flow, on a buffer that all share. `thread` is the local index. */
export type Before = {
  readonly directives: string;
  readonly buffer: string;
  readonly declarations: string;
  readonly code: string;
};

/** A rule and its scalars. */
export type Planned = { readonly rule: Rule; readonly scalars: Readonly<Record<string, number>> };

/** The tensors that a rule is applied to. */
export type Lists = {
  /** Tensors with the shapes that all lists have. */
  readonly like: readonly TensorInfo[];
  /** A list for each of the rule's inputs. */
  readonly lists: readonly (readonly TensorInfo[])[];
  /** The buffer that `before` reads. */
  readonly shared?: TensorInfo;
};

/**
 * The results of a rule for lists of tensors of the same shapes, as one list for each output. A dispatch processes as many tensors as its
 * shader may have buffers, so a step of an optimizer takes few dispatches.
 */
export function applyToLists(
  gpu: Gpu,
  { rule, scalars }: Planned,
  { like, lists, shared }: Lists,
): TensorInfo[][] {
  const outputs = rule.outputs.map(() => like.map(({ shape }) => gpu.output(shape, "float32")));
  const named = [
    ...rule.inputs.map((name, list) => ({ name, tensors: lists[list] as readonly TensorInfo[] })),
    ...rule.outputs.map((name, list) => ({ name, tensors: outputs[list] as readonly TensorInfo[] })),
  ];
  const places = like
    .map(({ shape }, index) => ({ index, count: util.sizeFromShape(shape) }))
    .filter(({ count }) => count > 0);
  for (const chunk of inChunks(places, buffersOf(gpu, shared === undefined ? 0 : 1) / named.length)) {
    const buffers: [name: string, tensor: TensorInfo][] = chunk.flatMap((place, index) =>
      named.map(({ name, tensors }) => [`${name}_${index}`, tensors[place.index]] as [string, TensorInfo]),
    );
    const counts = chunk.map(({ count }, index) => [`count${index}`, count] as const);
    if (rule.before !== undefined && shared !== undefined) buffers.push([rule.before.buffer, shared]);
    gpu.dispatch(listShader(rule, chunk.length), {
      buffers: Object.fromEntries(buffers),
      scalars: { ...scalars, ...Object.fromEntries(counts) },
      groups: [groupsFor(gpu, Math.max(...chunk.map(({ count }) => count)))],
    });
  }
  return outputs;
}

/** The number of buffers that a shader may have in addition to `others`. */
export function buffersOf({ device }: Gpu, others: number): number {
  return device.limits.maxStorageBuffersPerShaderStage - others;
}

/** `items` in chunks of up to `size`, rounded down. */
export function inChunks<T>(items: readonly T[], size: number): T[][] {
  const length = Math.floor(size);
  const count = Math.ceil(items.length / length);
  return Array.from({ length: count }, (_, index) => items.slice(index * length, (index + 1) * length));
}

/** The shader of `rule` for `tensors` tensors of each list. */
function listShader(rule: Rule, tensors: number): Shader {
  const { label, inputs, outputs, scalars, code, declarations = "", before } = rule;
  const indices = Array.from({ length: tensors }, (_, index) => index);
  const buffers: [name: string, use: BufferUse][] = indices.flatMap((index) => [
    ...inputs.map((name) => [`${name}_${index}`, "read f32"] as [string, BufferUse]),
    ...outputs.map((name) => [`${name}_${index}`, "write f32"] as [string, BufferUse]),
  ]);
  if (before !== undefined) buffers.push([before.buffer, "read f32"]);
  const loops = indices.map(
    (index) => `
  for (var at = id.x; at < scalars.count${index}; at += groups.x * ${threads}u) {
    ${inputs.map((name) => `let ${name} = ${name}_${index}[at];`).join(" ")}
    ${code}
    ${outputs.map((name) => `${name}_${index}[at] = ${name};`).join(" ")}
  }`,
  );
  return {
    label,
    buffers: Object.fromEntries(buffers),
    scalars: {
      ...Object.fromEntries(scalars.map((name) => [name, "f32" as const])),
      ...Object.fromEntries(indices.map((index) => [`count${index}`, "u32" as const])),
    },
    directives: before?.directives ?? "",
    code: `${declarations}${before?.declarations ?? ""}
@compute @workgroup_size(${threads})
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  ${before?.code ?? ""}${loops.join("")}
}`,
  };
}
