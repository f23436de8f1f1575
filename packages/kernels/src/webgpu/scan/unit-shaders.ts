import type { Place } from "@tenetjs/recipes/internals";
import { emitStage, wgslFunctions } from "@tenetjs/recipes/internals";
import type { Shader } from "../device/shader.ts";
import { reductions } from "../reductions.ts";
import { threads } from "../threads.ts";
import { inWorkspace, placeFunctions, type ScanScalar, scanScalars, workspaceBuffer } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** Stands for a missing slot, whose gradient is 0. */
const noSlot = 0xffffffff;

/** The threads in a workgroup, each of which has a unit. */
export const unitThreads = 64;

/** The shader that computes the values that all rows share, for all steps if they differ. Each thread has a unit of a step. */
export function prepareShader(plan: ScanPlan): Shader<"workspace", ScanScalar> {
  const stage = emitStage(plan.program.prepare, {
    read: (place) => inWorkspace(plan, place),
    write: ({ place }, value) => `${inWorkspace(plan, place)} = ${value};`,
  });
  return {
    label: `${plan.recipe.name} units`,
    buffers: workspaceBuffer,
    scalars: scanScalars,
    code: `${wgslFunctions}
${placeFunctions(plan)}
@compute @workgroup_size(${unitThreads})
fn main(@builtin(global_invocation_id) at: vec3<u32>) {
  let unit = at.x;
  let t = at.y;
  // Values that rows share have the same place for every row.
  let row = 0u;
  if (unit >= hidden) { return; }
  ${stage}
}`,
  };
}

/**
 * The shader that sums the rows' contributions to the gradients of unit values: over the rows of one step if unit values differ between
 * steps, otherwise over a part of the rows of all steps.
 */
export function rowSumsShader(plan: ScanPlan): Shader<"workspace" | "sums", ScanScalar | "rowsEach"> {
  const slots = plan.unitGradientSlots;
  return {
    label: `${plan.recipe.name} sums over rows`,
    buffers: { ...workspaceBuffer, sums: "write f32" },
    scalars: { ...scanScalars, rowsEach: "u32" },
    code: `${placeFunctions(plan)}
const slotOf = array<u32, ${slots.length}>(${slots.map((slot) => `${slot ?? noSlot}u`).join(", ")});
const lanes = 4u;
var<workgroup> ofLanes: array<f32, ${4 * unitThreads}>;

@compute @workgroup_size(${unitThreads}, 4)
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let unit = group.x * ${unitThreads}u + local.x;
  let value = group.y;
  let slot = slotOf[value];
  let end = min((group.z + 1u) * scalars.rowsEach, scalars.batch * scalars.steps);
  var sum = 0f;
  if (unit < hidden && slot != ${noSlot}u) {
    for (var row = group.z * scalars.rowsEach + local.y; row < end; row += lanes) {
      // The row index counts the rows of all steps.
      sum += workspace[slotAt(row, 0u, slot, unit)];
    }
  }
  ofLanes[local.y * ${unitThreads}u + local.x] = sum;
  workgroupBarrier();
  if (local.y == 0u && unit < hidden) {
    let x = local.x;
    let pairs = vec2(ofLanes[x] + ofLanes[x + ${unitThreads}u], ofLanes[x + ${2 * unitThreads}u] + ofLanes[x + ${3 * unitThreads}u]);
    sums[(group.z * ${slots.length}u + value) * hidden + unit] = pairs.x + pairs.y;
  }
}`,
  };
}

/** The threads along the units of a workgroup of {@link parameterSumsShader}, and also along the rows. */
export const sumThreads = 16;

/** The shader of the gradients of parameters that are unit values themselves: the sums of the contributions of all rows. */
export function parameterSumsShader(plan: ScanPlan): Shader<"workspace" | "gradients", ScanScalar> {
  const { unitParameters = [], unitGradientSlots, parameterBlocks } = plan;
  const slots = parameterBlocks.map((_, index) => {
    const value = unitParameters.indexOf(index);
    return { block: parameterBlocks[index] as number, slot: unitGradientSlots[value] ?? noSlot };
  });
  const inBlocks = slots.toSorted((a, b) => a.block - b.block).map(({ slot }) => slot);
  return {
    label: `${plan.recipe.name} parameter gradients`,
    buffers: { ...workspaceBuffer, gradients: "write f32" },
    scalars: scanScalars,
    code: `${placeFunctions(plan)}
const slotOf = array<u32, ${inBlocks.length}>(${inBlocks.map((slot) => `${slot}u`).join(", ")});
var<workgroup> ofLanes: array<f32, ${sumThreads * sumThreads}>;

@compute @workgroup_size(${sumThreads}, ${sumThreads})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let unit = group.x * ${sumThreads}u + local.x;
  let slot = slotOf[group.y];
  let end = scalars.batch * scalars.steps;
  var sum = 0f;
  if (unit < hidden && slot != ${noSlot}u) {
    // The row index counts the rows of all steps.
    for (var row = local.y; row < end; row += ${sumThreads}u) { sum += workspace[slotAt(row, 0u, slot, unit)]; }
  }
  ofLanes[local.y * ${sumThreads}u + local.x] = sum;
  for (var half = ${sumThreads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local.y < half) {
      ofLanes[local.y * ${sumThreads}u + local.x] += ofLanes[(local.y + half) * ${sumThreads}u + local.x];
    }
  }
  if (local.y == 0u && unit < hidden) { gradients[group.y * hidden + unit] = ofLanes[local.x]; }
}`,
  };
}

/** The shader of the gradients of biases and parameters, in the order of the plan's parameter blocks, from the sums over rows. */
export function parameterGradientsShader(
  plan: ScanPlan,
): Shader<"workspace" | "sums" | "gradients", ScanScalar | "parts"> {
  const { program, parameterBlocks } = plan;
  const names = parameterBlocks.map((_, index) => `gradient${index}`);
  const parameters = {
    instructions: program.unprepare.instructions,
    writes: program.unprepare.writes.filter(({ mode }) => mode === "add"),
  };
  const stage = emitStage(parameters, {
    read: (place) => unitGradient(place) ?? inWorkspace(plan, place),
    write: ({ place }, value) => `${names[place.index]} += ${value};`,
  });
  const units = Array.from({ length: program.unitValues }, (_, index) => index);
  const sumsFor = units.map(
    (value) => `unitGradient${value} += sums[(part * ${units.length}u + ${value}u) * hidden + unit];`,
  );
  // If unit values differ between steps, a part is a step.
  const body = program.unitsVary
    ? `for (var t = 0u; t < scalars.steps; t += 1u) { let part = t; ${clear(units)} ${sumsFor.join(" ")} ${stage} }`
    : `${clear(units)} for (var part = 0u; part < scalars.parts; part += 1u) { ${sumsFor.join(" ")} }
  let t = 0u;
  ${stage}`;
  return {
    label: `${plan.recipe.name} parameter gradients`,
    buffers: { ...workspaceBuffer, sums: "read f32", gradients: "write f32" },
    scalars: { ...scanScalars, parts: "u32" },
    code: `${wgslFunctions}
${placeFunctions(plan)}
@compute @workgroup_size(${unitThreads})
fn main(@builtin(global_invocation_id) at: vec3<u32>) {
  let unit = at.x;
  let row = 0u;
  if (unit >= hidden) { return; }
  ${names.map((name) => `var ${name} = 0f;`).join(" ")}
  ${body}
  ${names.map((name, index) => `gradients[${parameterBlocks[index]}u * hidden + unit] = ${name};`).join("\n  ")}
}`,
  };
}

/** The shader of the gradient of a recipe's input that rows share. A workgroup sums over the units of a step. */
export function sharedInputGradientShader(
  plan: ScanPlan,
  input: number,
): Shader<"workspace" | "sums" | "gradient", ScanScalar> {
  const { program } = plan;
  const write = program.unprepare.writes.find(({ mode, place }) => mode === "sum" && place.index === input);
  const units = Array.from({ length: program.unitValues }, (_, index) => index);
  const stage = emitStage(
    { instructions: program.unprepare.instructions, writes: write === undefined ? [] : [write] },
    {
      read: (place) => unitGradient(place) ?? inWorkspace(plan, place),
      write: (_, value) => `sum += ${value};`,
    },
  );
  const read = units.map(
    (value) => `let unitGradient${value} = sums[(t * ${units.length}u + ${value}u) * hidden + unit];`,
  );
  const sums = reductions(plan.gpu.device);
  return {
    label: `${plan.recipe.name} gradient of an input`,
    buffers: { ...workspaceBuffer, sums: "read f32", gradient: "write f32" },
    scalars: scanScalars,
    directives: sums.directives,
    code: `${wgslFunctions}
${placeFunctions(plan)}
${sums.code}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let t = group.x;
  let row = 0u;
  var sum = 0f;
  for (var unit = local.x; unit < hidden; unit += ${threads}u) {
    ${read.join("\n    ")}
    ${stage}
  }
  sum = sumOfAll(sum, local.x);
  if (local.x == 0u) { gradient[t] = sum; }
}`,
  };
}

/** The shader of the gradient of a recipe's input that differs between rows. A workgroup sums over the units of a row in a step. */
export function rowInputGradientShader(
  plan: ScanPlan,
  slot: number,
): Shader<"workspace" | "gradient", ScanScalar> {
  const sums = reductions(plan.gpu.device);
  return {
    label: `${plan.recipe.name} gradient of an input`,
    buffers: { ...workspaceBuffer, gradient: "write f32" },
    scalars: scanScalars,
    directives: sums.directives,
    code: `${placeFunctions(plan)}
${sums.code}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let t = group.x;
  let row = group.y;
  var sum = 0f;
  for (var unit = local.x; unit < hidden; unit += ${threads}u) {
    sum += workspace[slotAt(row, t, ${slot}u, unit)];
  }
  sum = sumOfAll(sum, local.x);
  if (local.x == 0u) { gradient[row * scalars.steps + t] = sum; }
}`,
  };
}

function unitGradient({ buffer, index }: Place): string | undefined {
  return buffer === "unitGradients" ? `unitGradient${index}` : undefined;
}

function clear(units: readonly number[]): string {
  return units.map((value) => `var unitGradient${value} = 0f;`).join(" ");
}
