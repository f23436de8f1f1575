import type { Shader } from "./device/shader.ts";
import { optionsFor } from "./options.ts";
import { threads } from "./threads.ts";

/** A part of a shader's text, to be followed by code that uses it. */
export type ShaderPart = Required<Pick<Shader, "directives" | "code">>;

/**
 * WGSL functions that reduce one value of each thread of a workgroup and return the result to all threads: `sumOfAll(value, thread)` and
 * `largestOfAll(value, thread)`, where `thread` is the local index. Call them in uniform control flow. The text also contains `isNan`,
 * `isFinite` and `nan()`, which operate on bits: compilers reject NaN as a constant, and may assume in comparisons that it is absent.
 *
 * A sum is a tree in a fixed order, so it is the same each time, and its error grows with the tree's height. With subgroups, the GPU sums
 * each subgroup, and every thread then adds these sums in order. The GPU decides which threads form a subgroup, so one elected thread
 * stores the subgroup's sum and the others store a neutral value.
 */
export function reductions(device: GPUDevice): ShaderPart {
  const { subgroups } = optionsFor(device);
  const functions = reduced.map(subgroups ? bySubgroups : byTree);
  return {
    directives: subgroups ? "enable subgroups;" : "",
    code: `${floats}
var<workgroup> parts: array<f32, ${threads}>;
${functions.join("")}`,
  };
}

const floats = `
var<private> quietNan: u32 = 0x7fc00000u;
const lowest = -0x1.fffffep+127f;
fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }
fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn nan() -> f32 { return bitcast<f32>(quietNan); }`;

type Reduction = {
  readonly name: string;
  /** The neutral value. */
  readonly neutral: string;
  readonly pair: (a: string, b: string) => string;
  readonly subgroup: string;
};

const reduced: Reduction[] = [
  { name: "sumOfAll", neutral: "0f", pair: (a, b) => `${a} + ${b}`, subgroup: "subgroupAdd" },
  { name: "largestOfAll", neutral: "lowest", pair: (a, b) => `max(${a}, ${b})`, subgroup: "subgroupMax" },
];

function byTree({ name, pair }: Reduction): string {
  return `
fn ${name}(value: f32, thread: u32) -> f32 {
  parts[thread] = value;
  workgroupBarrier();
  for (var half = ${threads / 2}u; half > 0u; half >>= 1u) {
    if (thread < half) { parts[thread] = ${pair("parts[thread]", "parts[thread + half]")}; }
    workgroupBarrier();
  }
  let result = parts[0];
  workgroupBarrier();
  return result;
}`;
}

function bySubgroups({ name, neutral, pair, subgroup }: Reduction): string {
  return `
fn ${name}(value: f32, thread: u32) -> f32 {
  let part = ${subgroup}(value);
  parts[thread] = select(${neutral}, part, subgroupElect());
  workgroupBarrier();
  var result = ${neutral};
  for (var other = 0u; other < ${threads}u; other += 1u) { result = ${pair("result", "parts[other]")}; }
  workgroupBarrier();
  return result;
}`;
}
