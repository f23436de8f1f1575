import { emitStage, type SecondStages, type StagePlaces } from "@tenetjs/recipes/internals";
import type { BufferUse } from "../device/shader.ts";
import { range } from "../range.ts";
import { inWorkspace } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** A step of one row and unit in WGSL. It does not depend on how threads are assigned to rows and units. */
export type StageCode = {
  /** Buffers in addition to the workspace and the weights. */
  readonly buffers: Readonly<Record<string, BufferUse>>;
  readonly declarations: string;
  /** Statements that read `row`, `unit`, `t`, and the sums of the product with Wh: `sum0`, `sum1`, ... */
  readonly body: string;
};

/** What a step passes on to the next one, other than through the workspace. */
export type PassedOn = {
  /** A statement that keeps a value for the product of the next step. `index` counts blocks of units. */
  readonly keep?: (index: number, value: string) => string;
  /** The variable that a state, or its gradient, is passed on in. Without one, it is passed on in a buffer. */
  readonly variable?: (state: number) => string;
};

/** The recipe's forward step, which keeps h. */
export function forwardStage(
  plan: ScanPlan,
  { keep: keepForNext = () => "", variable }: PassedOn = {},
): StageCode {
  const { program, recording, masked, keep, h, lateSlots } = plan;
  const { forward, infer, hold } = program;
  const gate = lateSlots.count === 0 ? gateFrom(plan, plan.hiddenSlots) : gateAfterFactor(plan);
  const output =
    keep === "all" ? "outputs[(row * scalars.steps + t) * hidden + unit]" : "outputs[row * hidden + unit]";
  const places: StagePlaces = {
    read: (place) => {
      if (place.buffer === "slots" && place.index < program.gates) return gate(place.index);
      if (place.buffer === "previous" && variable !== undefined) return variable(place.index);
      return inWorkspace(plan, place);
    },
    write: ({ place }, value) => {
      if (place.buffer === "output") {
        return keep === "all"
          ? `${output} = ${value};`
          : `if (t + 1u == scalars.steps) { ${output} = ${value}; }`;
      }
      const put = `${inWorkspace(plan, place)} = ${value};`;
      if (place.buffer !== "next") return put;
      if (variable !== undefined) return `${variable(place.index)} = ${value}; ${recording ? put : ""}`;
      return `${put} ${place.index === h ? keepForNext(0, value) : ""}`;
    },
  };
  const saveGates = gatesAsTheyAre(plan).map(
    (slot) => `workspace[slotAt(row, t, ${slot}u, unit)] = ${gate(slot)};`,
  );
  const main = recording ? [emitStage(forward, places), ...saveGates].join("\n") : emitStage(infer, places);
  return {
    buffers: { outputs: "write f32", ...gateBuffers(plan) },
    declarations: lookupOf(plan),
    body: `${idOf(plan)}
    ${masked ? ifPadded(emitStage(hold, places), main) : main}`,
  };
}

/**
 * The part of a forward step before a second product: it writes the gates that it has, complete but for their biases, and the factor of the second
 * product.
 */
export function factorStage(plan: ScanPlan): StageCode {
  const { program, masked, hiddenSlots, lateSlots } = plan;
  const { factor, noFactor } = program.second as SecondStages;
  const gate = gateFrom(plan, hiddenSlots);
  const places: StagePlaces = {
    read: (place) => (place.buffer === "slots" ? gate(place.index) : inWorkspace(plan, place)),
    write: ({ place }, value) => `${inWorkspace(plan, place)} = ${value};`,
  };
  const gates = range(lateSlots.first).map(
    (slot) => `workspace[slotAt(row, t, ${slot}u, unit)] = ${gate(slot)};`,
  );
  // All reads of the input's part come before the writes of gates that take its place.
  const main = [emitStage(factor, places), ...gates].join("\n");
  return {
    buffers: gateBuffers(plan),
    declarations: lookupOf(plan),
    body: `${idOf(plan)}
    ${masked ? ifPadded(emitStage(noFactor, places), main) : main}`,
  };
}

/** A function from a slot to WGSL for its gate: its part from the inputs, and the sum of a product that starts at slot `first`. */
function gateFrom(
  { ids, inputSlots }: ScanPlan,
  { first }: ScanPlan["hiddenSlots"],
): (slot: number) => string {
  return (slot) => {
    const block = inputSlots.indexOf(slot);
    const fromInput = ids ? `rowOfWx(id, ${block}u, unit)` : `workspace[slotAt(row, t, ${slot}u, unit)]`;
    return [...(block < 0 ? [] : [fromInput]), ...(slot < first ? [] : [`sum${slot - first}`])].join(" + ");
  };
}

/** The same after the second product: the other gates are in the workspace. */
function gateAfterFactor(plan: ScanPlan): (slot: number) => string {
  const late = gateFrom(plan, plan.lateSlots);
  return (slot) => (slot < plan.lateSlots.first ? `workspace[slotAt(row, t, ${slot}u, unit)]` : late(slot));
}

/** What a forward step reads its gates from, but for the workspace. */
function gateBuffers({ ids, masked }: ScanPlan): Readonly<Record<string, BufferUse>> {
  return {
    ...(ids ? ({ ids: "read i32", wx: "read f32" } as const) : {}),
    ...(masked ? ({ mask: "read f32" } as const) : {}),
  };
}

function idOf({ ids }: ScanPlan): string {
  return ids ? "let id = ids[row * scalars.steps + t];" : "";
}

function lookupOf({ ids, inputSize, inputSlots }: ScanPlan): string {
  if (!ids) return "";
  return `fn rowOfWx(id: i32, block: u32, unit: u32) -> f32 {
  if (id < 0 || id >= ${inputSize}) { return bitcast<f32>(nanBits); }
  return wx[(u32(id) * ${inputSlots.length}u + block) * hidden + unit];
}`;
}

/** The gates whose values the backward pass reads. Without a separate write, their slots contain at most the part from the inputs. */
function gatesAsTheyAre({ program: { backward, forward, gates, second } }: ScanPlan): number[] {
  const written = new Set(
    forward.writes.flatMap(({ place }) => (place.buffer === "slots" ? [place.index] : [])),
  );
  const read = [...backward.instructions, ...(second?.lateGradients.instructions ?? [])].flatMap(
    ({ place }) =>
      place?.buffer === "slots" && place.index < gates && !written.has(place.index) ? [place.index] : [],
  );
  return [...new Set(read)];
}

/** The recipe's backward step, which keeps the gradients of the gates that h contributes to. */
export function backwardStage(
  plan: ScanPlan,
  { keep: keepForNext = () => "", variable = carryAt }: PassedOn = {},
): StageCode {
  const { program, masked, h, hiddenSlots, lateSlots, unitGradientSlots, inputGradientSlots } = plan;
  const { backward, passBack, gates, second } = program;
  const places: StagePlaces = {
    read: (place) => {
      if (place.buffer === "outputGradient") return outputGradient(plan);
      // The product of this step is the gradient of the factor.
      if (place.buffer === "slots" && place.index === second?.slots.factorGradient) return "sum0";
      if (place.buffer !== "carry") return inWorkspace(plan, place);
      const carried = variable(place.index);
      const adds = place.index === h && hiddenSlots.count > 0 && lateSlots.count === 0;
      return adds ? `${carried} + sum0` : carried;
    },
    write: ({ place: { buffer, index } }, value) => {
      const slot = (at: number | undefined) =>
        at === undefined ? "" : `workspace[slotAt(row, t, ${at}u, unit)] = ${value};`;
      if (buffer === "carry") return `${variable(index)} = ${value};`;
      if (buffer === "slots") {
        const block = index - hiddenSlots.first;
        return `${slot(index)} ${block < 0 ? "" : keepForNext(block, value)}`;
      }
      // The slots of gates are written in the branch above.
      const own = (at: number | undefined) => (at !== undefined && at >= gates ? slot(at) : "");
      return own((buffer === "unitGradients" ? unitGradientSlots : inputGradientSlots)[index]);
    },
  };
  const more = [...unitGradientSlots, ...inputGradientSlots].filter((at) => at !== undefined && at >= gates);
  const clear = [...new Set(more)].map((at) => `workspace[slotAt(row, t, ${at}u, unit)] = 0f;`);
  const main = emitStage(backward, places);
  return {
    buffers: gradientBuffers(plan),
    declarations: "",
    body: masked ? ifPadded([emitStage(passBack, places), ...clear].join("\n"), main) : main,
  };
}

/**
 * The part of a backward step before the gradient of a second product's factor: it adds the gradient through h Wh to that of h, and writes the gradients of
 * the late gates.
 */
export function lateGradientsStage(plan: ScanPlan): StageCode {
  const { program, masked, h } = plan;
  const { lateGradients, noLateGradients } = program.second as SecondStages;
  const places: StagePlaces = {
    read: (place) => {
      if (place.buffer === "outputGradient") return outputGradient(plan);
      return place.buffer === "carry" ? carryAt(place.index) : inWorkspace(plan, place);
    },
    write: ({ place }, value) => `${inWorkspace(plan, place)} = ${value};`,
  };
  const main = emitStage(lateGradients, places);
  return {
    buffers: gradientBuffers(plan),
    declarations: "",
    body: `${carryAt(h)} += sum0;
    ${masked ? ifPadded(emitStage(noLateGradients, places), main) : main}`,
  };
}

function outputGradient({ keep }: ScanPlan): string {
  return keep === "all"
    ? "outputGradients[(row * scalars.steps + t) * hidden + unit]"
    : "select(0f, outputGradients[row * hidden + unit], t + 1u == scalars.steps)";
}

function gradientBuffers({ masked }: ScanPlan): Readonly<Record<string, BufferUse>> {
  return {
    carry: "write f32",
    outputGradients: "read f32",
    ...(masked ? ({ mask: "read f32" } as const) : {}),
  };
}

/** WGSL for the gradient of a state that passes from step to step. */
export function carryAt(state: number): string {
  return `carry[(${state}u * scalars.batch + row) * hidden + unit]`;
}

function ifPadded(padded: string, real: string): string {
  return `if (mask[row * scalars.steps + t] > 0f) {\n${real}\n} else {\n${padded}\n}`;
}
