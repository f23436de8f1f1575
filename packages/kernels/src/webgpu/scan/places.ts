import type { Place } from "@tenetjs/recipes/internals";
import type { BufferUse } from "../device/shader.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** The sizes and places that a sequence's shaders read as scalars, so that one shader serves any number of rows and steps. */
export const scanScalars = {
  batch: "u32",
  steps: "u32",
  slotsAt: "u32",
  statesAt: "u32",
  unitsAt: "u32",
  parametersAt: "u32",
  inputsAt: "u32",
} as const;

export type ScanScalar = keyof typeof scanScalars;

/** The values of {@link scanScalars}. */
export function scalarsOf({ batch, steps, places }: ScanPlan): Record<ScanScalar, number> {
  const { slots, states, units, parameters, inputs } = places;
  return {
    batch,
    steps,
    slotsAt: slots,
    statesAt: states,
    unitsAt: units,
    parametersAt: parameters,
    inputsAt: inputs,
  };
}

export const workspaceBuffer = { workspace: "write f32" } as const satisfies Record<string, BufferUse>;

/** WGSL functions for the places of values in the workspace. */
export function placeFunctions({ program, hidden, slots, recording, sharedInputs }: ScanPlan): string {
  const { states, unitValues, unitsVary } = program;
  const earlier = (index: number) =>
    sharedInputs.slice(0, index).map((shared) => (shared ? "1u" : "scalars.batch"));
  const inputs = sharedInputs.map(
    (shared, index) =>
      `fn input${index}At(row: u32, t: u32) -> u32 { return scalars.inputsAt + (${["0u", ...earlier(index)].join(" + ")}` +
      ` + ${shared ? "0u" : "row"}) * scalars.steps + t; }`,
  );
  return `
const hidden = ${hidden}u;
fn slotAt(row: u32, t: u32, slot: u32, unit: u32) -> u32 {
  return scalars.slotsAt + ((t * scalars.batch + row) * ${slots}u + slot) * hidden + unit;
}
fn stateAt(row: u32, t: u32, state: u32, unit: u32) -> u32 {
  let place = ${recording ? "t" : "t & 1u"};
  return scalars.statesAt + ((place * ${states}u + state) * scalars.batch + row) * hidden + unit;
}
fn unitAt(t: u32, value: u32, unit: u32) -> u32 {
  return scalars.unitsAt + (${unitsVary ? `t * ${unitValues}u + ` : ""}value) * hidden + unit;
}
fn parameterAt(block: u32, unit: u32) -> u32 {
  return scalars.parametersAt + block * hidden + unit;
}
${inputs.join("\n")}`;
}

/** A WGSL expression for the value at `place` in the workspace, for `unit`, `row` and `t`. */
export function inWorkspace(plan: ScanPlan, { buffer, index }: Place): string {
  const { parameterBlocks, unitParameters } = plan;
  const at = (): string => {
    switch (buffer) {
      case "slots":
        return `slotAt(row, t, ${index}u, unit)`;
      case "previous":
        return `stateAt(row, t, ${index}u, unit)`;
      case "next":
        return `stateAt(row, t + 1u, ${index}u, unit)`;
      case "units":
        return unitParameters === undefined
          ? `unitAt(t, ${index}u, unit)`
          : `parameterAt(${parameterBlocks[unitParameters[index] as number]}u, unit)`;
      case "parameters":
        return `parameterAt(${parameterBlocks[index]}u, unit)`;
      case "inputs":
        return `input${index}At(row, t)`;
      default:
        throw new TypeError(`inWorkspace: expected a buffer in the workspace, got ${buffer}.`);
    }
  };
  return `workspace[${at()}]`;
}
