import type { Recipe } from "@tenetjs/cells/recipe";
import { differentiate } from "./differentiate.ts";
import { graph, type Place, replace, schedule, type Value } from "./graph.ts";
import { buffers, lower, type StepVariant } from "./lower.ts";
import { planSaves } from "./plan-saves.ts";

/**
 * A recipe's step, forward and backward, as straight lines of instructions over named buffers: what every emitter
 * (WebAssembly, shaders) translates. `units`... hold `[unitValues, hidden]`, shared by the rows of a step; the buffers of a row
 * hold `[blocks, hidden]`.
 */
export type StepProgram = {
  /** Blocks of a row of `slots`: the gates, and what is saved beside them. */
  readonly slots: number;
  readonly gates: number;
  readonly states: number;
  readonly inputs: number;
  /** Biases and parameters. */
  readonly parameters: number;
  /** Values of a unit that all rows share: blocks of `units`. */
  readonly unitValues: number;
  /** Whether those differ from step to step. */
  readonly unitsVary: boolean;
  /** From `parameters` and shared `inputs`: `units`. Once a step, for all rows. */
  readonly prepare: Stage;
  /** From `slots`, `previous`, `units`, `inputs`: `next`, `output`, and in `slots` what `backward` needs. */
  readonly forward: Stage;
  /** As `forward`, when there is no backward pass to come: writes nothing to `slots`. */
  readonly infer: Stage;
  /** What a padded row does forward. */
  readonly hold: Stage;
  /**
   * From the same, `next`, `outputGradient` and `carry` (the gradient of the next states): in `slots`, the gradients of the gates; in `carry`,
   * those of the previous states but for the part through h Wh; added to `unitGradients`, and as sums over the units
   * `inputGradients`.
   */
  readonly backward: Stage;
  /** What a padded row does backward. */
  readonly passBack: Stage;
  /** From `parameters`, shared `inputs` and `unitGradients`: added to `parameterGradients`, and `inputGradients`. */
  readonly unprepare: Stage;
  /** Forward values that `backward` computes again. */
  readonly recomputed: readonly Value[];
};

/** Instructions, each a value from earlier ones, and then what is written. All reads come before all writes. */
export type Stage = { readonly instructions: readonly Value[]; readonly writes: readonly Write[] };

/** Put in place, added to what is there, or (for a list of numbers) summed over the units and put in place. */
export type Write = { readonly place: Place; readonly value: Value; readonly mode: "put" | "add" | "sum" };

/** The program of `recipe`. */
export function stepProgram(recipe: Recipe, variant: StepVariant): StepProgram {
  const values = graph();
  const { unit, next } = lower(values, recipe, variant);
  const gates = recipe.gates.length;
  const h = recipe.state.indexOf("h");
  const zero = values.constant(0);
  const read = (buffer: string, index: number) => values.read({ buffer, index });

  const seeds = next.map((value, index) => {
    const carried = read("carry", index);
    const whole = index === h ? values.binary("add", carried, read("outputGradient", 0)) : carried;
    return { value, gradient: values.unary("flush", whole) };
  });
  const gradients = differentiate(values, seeds);
  const gradientOf = (buffer: string, index: number) => gradients.get(read(buffer, index));

  const written: Write[] = [
    ...recipe.gates.map((_, index) => put("slots", index, gradientOf(buffers.slots, index) ?? zero)),
    ...recipe.state.map((_, index) => put("carry", index, gradientOf(buffers.previous, index) ?? zero)),
    ...unit.flatMap((_, index) => write("unitGradients", index, gradientOf(buffers.units, index), "add")),
    ...rowInputs(recipe, variant).flatMap((index) =>
      write("inputGradients", index, gradientOf(buffers.inputs, index) ?? zero, "sum"),
    ),
  ];
  const known = new Map(
    next.flatMap((value, index) =>
      value.operation === "read" || value.operation === "constant"
        ? []
        : [[value, read(buffers.next, index)] as const],
    ),
  );
  const plan = planSaves(
    next,
    written.map(({ value }) => value),
    new Set(known.keys()),
    gates,
  );
  const reads = new Map([
    ...known,
    ...[...plan.saved].map(([value, index]) => [value, read(buffers.slots, index)] as const),
  ]);
  const done = new Map<Value, Value>();
  const backward = stage(
    written.map(({ value, ...rest }) => ({ ...rest, value: replace(values, value, reads, done) })),
  );

  const advance = [
    ...next.map((value, index) => put(buffers.next, index, value)),
    put("output", 0, next[h] as Value),
  ];
  const save = [...plan.saved]
    .filter(([{ place }]) => place?.buffer !== buffers.slots)
    .map(([value, index]) => put(buffers.slots, index, value));
  const states = recipe.state.map((_, index) => read(buffers.previous, index));
  const forwardValues = new Set(schedule(next));
  return {
    slots: plan.slots,
    gates,
    states: recipe.state.length,
    inputs: recipe.inputs.length,
    parameters: gates + recipe.parameters.length,
    unitValues: unit.length,
    unitsVary: schedule(unit).some(({ place }) => place?.buffer === buffers.inputs),
    prepare: stage(unit.map((value, index) => put(buffers.units, index, value))),
    forward: stage([...save, ...advance]),
    infer: stage(advance),
    hold: stage([
      ...states.map((value, index) => put(buffers.next, index, value)),
      put("output", 0, states[h] as Value),
    ]),
    backward,
    passBack: stage([
      ...recipe.gates.map((_, index) => put("slots", index, zero)),
      put("carry", h, values.binary("add", read("carry", h), read("outputGradient", 0))),
    ]),
    unprepare: stage(unitGradients()),
    recomputed: backward.instructions.filter(
      (value) => forwardValues.has(value) && value.operation !== "read" && value.operation !== "constant",
    ),
  };

  function unitGradients(): Write[] {
    const seedsOfUnits = unit.map((value, index) => ({ value, gradient: read("unitGradients", index) }));
    const found = differentiate(values, seedsOfUnits);
    const shared = recipe.inputs.flatMap((name, index) =>
      variant.sharedInputs.includes(name) ? [index] : [],
    );
    return [
      ...Array.from({ length: gates + recipe.parameters.length }, (_, index) =>
        write("parameterGradients", index, found.get(read(buffers.parameters, index)), "add"),
      ).flat(),
      ...shared.flatMap((index) =>
        write("inputGradients", index, found.get(read(buffers.inputs, index)) ?? zero, "sum"),
      ),
    ];
  }
}

function rowInputs(recipe: Recipe, { sharedInputs }: StepVariant): number[] {
  return recipe.inputs.flatMap((name, index) => (sharedInputs.includes(name) ? [] : [index]));
}

function stage(writes: readonly Write[]): Stage {
  return { instructions: schedule(writes.map(({ value }) => value)), writes };
}

function put(buffer: string, index: number, value: Value): Write {
  return { place: { buffer, index }, value, mode: "put" };
}

function write(buffer: string, index: number, value: Value | undefined, mode: Write["mode"]): Write[] {
  return value === undefined ? [] : [{ place: { buffer, index }, value, mode }];
}
