import type { FusedScanAttributes } from "@tenetjs/cells/internals";
import type { Recipe } from "@tenetjs/recipes";
import { gateOrder, type StepProgram, stepProgram } from "@tenetjs/recipes/internals";
import type { Operands } from "../../scan/operands.ts";
import { type ScanShape, scanShape } from "../../scan/scan-shape.ts";
import type { Gpu } from "../device/gpu.ts";
import { optionsFor } from "../options.ts";

/**
 * The memory layout of a sequence on the GPU. One workspace contains all values that the backward pass needs, at places counted in values:
 * slots `[time, batch, slots, hidden]`; states `[time + 1, states, batch, hidden]`, or only two steps of them if they are not kept; units
 * `[time or 1, unit values, hidden]`; parameters `[parameters, hidden]`; and a copy of each step input.
 */
export type ScanPlan = ScanShape & {
  readonly gpu: Gpu;
  readonly program: StepProgram;
  readonly masked: boolean;
  /** For each block of `hidden` columns of `wx`, the slot that it goes to. */
  readonly inputSlots: readonly number[];
  /** The slots that h Wh goes to, and those of a second product, which follow them. */
  readonly hiddenSlots: { readonly first: number; readonly count: number };
  readonly lateSlots: { readonly first: number; readonly count: number };
  /** The number of slots of a row: those of the program, and those that the backward pass adds. */
  readonly slots: number;
  /** The parameter of each unit value, if every unit value equals a parameter. Such values are read in place instead of computed. */
  readonly unitParameters: readonly number[] | undefined;
  /** The slot to which the backward pass writes each row's contribution to a unit value's gradient; undefined if there is none. */
  readonly unitGradientSlots: readonly (number | undefined)[];
  /** The slot of each unit's contribution to the gradient of an input of the recipe; undefined for inputs that rows share. */
  readonly inputGradientSlots: readonly (number | undefined)[];
  /** Whether rows share each input of the recipe. */
  readonly sharedInputs: readonly boolean[];
  /** The order of the parameter blocks in the workspace: the bias in the recipe's order of gates, then the recipe's parameters. */
  readonly parameterBlocks: readonly number[];
  /** The storage of the recurrent weights. */
  readonly storage: "f32" | "f16";
  /** The starts of the workspace's parts. */
  readonly places: Readonly<Record<"slots" | "states" | "units" | "parameters" | "inputs", number>>;
  /** The number of values in the workspace. */
  readonly size: number;
};

/** The plan for the given operands. */
export function scanPlan(
  gpu: Gpu,
  attributes: FusedScanAttributes,
  operands: Operands,
  recording: boolean,
): ScanPlan {
  const shape = scanShape(attributes, operands, recording);
  const { recipe, batch, steps, hidden, ids } = shape;
  const { stepInputs, mask } = operands;
  const sharedInputs = stepInputs.map(({ shape }) => shape[0] === 1);
  const program = programOf(recipe, attributes.training, sharedInputs);
  const order = gateOrder(recipe);
  const withHidden = order.filter(({ from }) => from !== "input").length;
  const late = program.second?.gates ?? 0;
  const gradientSlots = slotsOfGradients(program);
  // With one product and ids, each thread has the gates that it needs.
  const slots = recording ? gradientSlots.slots : ids && late === 0 ? 0 : program.inferSlots;
  const unitParameters = parametersAsUnits(program);
  const unitSteps = unitParameters !== undefined ? 0 : program.unitsVary ? steps : 1;
  const { places, size } = consecutive({
    slots: steps * batch * slots * hidden,
    states: (recording ? steps + 1 : 2) * program.states * batch * hidden,
    units: unitSteps * program.unitValues * hidden,
    parameters: program.parameters * hidden,
    inputs: stepInputs.reduce((sum, { shape }) => sum + (shape[0] as number) * steps, 0),
  });
  return {
    ...shape,
    gpu,
    program,
    masked: mask !== undefined,
    inputSlots: recipe.gates.filter(({ from }) => from !== "hidden").map((gate) => order.indexOf(gate)),
    hiddenSlots: { first: order.length - withHidden, count: withHidden - late },
    lateSlots: { first: order.length - late, count: late },
    slots,
    unitParameters,
    unitGradientSlots: gradientSlots.ofUnits,
    inputGradientSlots: gradientSlots.ofInputs,
    sharedInputs,
    parameterBlocks: [
      ...order.map((gate) => recipe.gates.indexOf(gate)),
      ...recipe.parameters.map((_, index) => order.length + index),
    ],
    storage: optionsFor(gpu.device).storage,
    places,
    size,
  };
}

function programOf(recipe: Recipe, training: boolean, shared: readonly boolean[]): StepProgram {
  const key = [training, ...shared].join(" ");
  const ofRecipe = programs.get(recipe) ?? new Map<string, StepProgram>();
  programs.set(recipe, ofRecipe);
  const known = ofRecipe.get(key);
  if (known !== undefined) return known;
  const sharedInputs = recipe.inputs.filter((_, index) => shared[index]);
  const made = stepProgram(recipe, { training, sharedInputs });
  ofRecipe.set(key, made);
  return made;
}

const programs = new WeakMap<Recipe, Map<string, StepProgram>>();

function parametersAsUnits({ prepare }: StepProgram): number[] | undefined {
  const found = prepare.writes.flatMap(({ value: { place } }) =>
    place?.buffer === "parameters" ? [place.index] : [],
  );
  return found.length === prepare.writes.length ? found : undefined;
}

/**
 * The slots for gradients that rows share. Rows run in parallel, so they cannot add to one number; each writes its contribution to a slot,
 * and these are summed after the last step. A contribution that equals the gradient of a gate, as for every bias, already has a slot.
 */
function slotsOfGradients({ backward, gates, slots, second, unitValues, inputs }: StepProgram) {
  const gateOf = new Map(
    backward.writes.flatMap(({ place, value }) =>
      place.buffer === "slots" ? [[value, place.index] as const] : [],
    ),
  );
  // The factor of a second product has to last until the gradient of Wh.
  let next = second === undefined ? gates : second.slots.lateGradients + second.gates;
  const slotOf = (buffer: "unitGradients" | "inputGradients", index: number): number | undefined => {
    const write = backward.writes.find(({ place }) => place.buffer === buffer && place.index === index);
    if (write === undefined) return undefined;
    return gateOf.get(write.value) ?? next++;
  };
  const ofUnits = Array.from({ length: unitValues }, (_, index) => slotOf("unitGradients", index));
  const ofInputs = Array.from({ length: inputs }, (_, index) => slotOf("inputGradients", index));
  return { ofUnits, ofInputs, slots: Math.max(slots, next) };
}

function consecutive<Name extends string>(
  sizes: Readonly<Record<Name, number>>,
): { places: Record<Name, number>; size: number } {
  let size = 0;
  const places = Object.entries<number>(sizes).map(([name, count]) => {
    const place = size;
    size += count;
    return [name, place];
  });
  return { places: Object.fromEntries(places), size };
}
