import { emitStage, type StagePlaces } from "@tenetjs/recipes/internals";
import type { BufferUse } from "../device/shader.ts";
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
  const { program, recording, masked, ids, keep, h, hiddenSlots, inputSlots, inputSize } = plan;
  const { forward, infer, hold } = program;
  const fromInput = (slot: number): string | undefined => {
    const block = inputSlots.indexOf(slot);
    if (block < 0) return undefined;
    return ids ? `rowOfWx(id, ${block}u, unit)` : `workspace[slotAt(row, t, ${slot}u, unit)]`;
  };
  const fromHidden = (slot: number): string | undefined =>
    slot < hiddenSlots.first ? undefined : `sum${slot - hiddenSlots.first}`;
  const gate = (slot: number) =>
    [fromInput(slot), fromHidden(slot)].filter((part) => part !== undefined).join(" + ");
  const output =
    keep === "all" ? "outputs[(row * scalars.steps + t) * hidden + unit]" : "outputs[row * hidden + unit]";
  const places: StagePlaces = {
    read: (place) => {
      if (place.buffer === "slots") return gate(place.index);
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
  const lookup = `fn rowOfWx(id: i32, block: u32, unit: u32) -> f32 {
  if (id < 0 || id >= ${inputSize}) { return bitcast<f32>(nanBits); }
  return wx[(u32(id) * ${inputSlots.length}u + block) * hidden + unit];
}`;
  const saveGates = gatesAsTheyAre(plan).map(
    (slot) => `workspace[slotAt(row, t, ${slot}u, unit)] = ${gate(slot)};`,
  );
  const main = recording ? [emitStage(forward, places), ...saveGates].join("\n") : emitStage(infer, places);
  return {
    buffers: {
      outputs: "write f32",
      ...(ids ? ({ ids: "read i32", wx: "read f32" } as const) : {}),
      ...(masked ? ({ mask: "read f32" } as const) : {}),
    },
    declarations: ids ? lookup : "",
    body: `${ids ? "let id = ids[row * scalars.steps + t];" : ""}
    ${masked ? ifPadded(emitStage(hold, places), main) : main}`,
  };
}

/** The gates whose values the backward pass reads. Without a separate write, their slots contain at most the part from the inputs. */
function gatesAsTheyAre({ program: { backward, forward } }: ScanPlan): number[] {
  const written = new Set(
    forward.writes.flatMap(({ place }) => (place.buffer === "slots" ? [place.index] : [])),
  );
  return backward.instructions.flatMap(({ place }) =>
    place?.buffer === "slots" && !written.has(place.index) ? [place.index] : [],
  );
}

/** The recipe's backward step, which keeps the gradients of the gates that h contributes to. */
export function backwardStage(
  plan: ScanPlan,
  { keep: keepForNext = () => "", variable = carryAt }: PassedOn = {},
): StageCode {
  const { program, masked, keep, h, hiddenSlots, unitGradientSlots, inputGradientSlots } = plan;
  const { backward, passBack, gates } = program;
  const gradient =
    keep === "all"
      ? "outputGradients[(row * scalars.steps + t) * hidden + unit]"
      : "select(0f, outputGradients[row * hidden + unit], t + 1u == scalars.steps)";
  const places: StagePlaces = {
    read: (place) => {
      if (place.buffer === "outputGradient") return gradient;
      if (place.buffer !== "carry") return inWorkspace(plan, place);
      const carried = variable(place.index);
      return place.index === h && hiddenSlots.count > 0 ? `${carried} + sum0` : carried;
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
    buffers: {
      carry: "write f32",
      outputGradients: "read f32",
      ...(masked ? ({ mask: "read f32" } as const) : {}),
    },
    declarations: "",
    body: masked ? ifPadded([emitStage(passBack, places), ...clear].join("\n"), main) : main,
  };
}

/** WGSL for the gradient of a state that passes from step to step. */
export function carryAt(state: number): string {
  return `carry[(${state}u * scalars.batch + row) * hidden + unit]`;
}

function ifPadded(padded: string, real: string): string {
  return `if (mask[row * scalars.steps + t] > 0f) {\n${real}\n} else {\n${padded}\n}`;
}
