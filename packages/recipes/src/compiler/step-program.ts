import type { Recipe } from "../language/recipe.ts";
import { differentiate } from "./differentiate.ts";
import { lower, type StepVariant } from "./lower.ts";
import { planSaves } from "./plan-saves.ts";
import { type Stage, stage, type Write } from "./stage.ts";
import { type BufferName, type Graph, graph, replace, schedule, type Value } from "./value-graph.ts";

/**
 * A recipe's step, forward and backward, as straight-line code over named buffers. The emitters (WebAssembly, WGSL) translate it. A buffer holds `[blocks, hidden]`, for each row or for all of them.
 */
export type StepProgram = {
  readonly gates: number;
  readonly states: number;
  readonly inputs: number;
  /** Biases and parameters: blocks of `parameters`. */
  readonly parameters: number;
  /** Blocks of `slots`: the gates, and what is saved beside them. */
  readonly slots: number;
  /** Blocks of `units`. */
  readonly unitValues: number;
  /** Whether those differ from step to step. */
  readonly unitsVary: boolean;
  /** From `parameters` and shared `inputs`: `units`. Once per step, for all rows. */
  readonly prepare: Stage;
  /** From `slots`, `previous`, `units`, `inputs`: `next`, `output`, and in `slots` what `backward` needs. */
  readonly forward: Stage;
  /** As `forward`, without a backward pass to come: it writes nothing to `slots`. */
  readonly infer: Stage;
  /** The forward step of a padded row, which keeps its state. */
  readonly hold: Stage;
  /**
   * From the same, `next`, `outputGradient` and `carry`: in `slots`, the gradients of the gates; in `carry`, those of the
   * previous states but for the part through h Wh; added to `unitGradients`; and `inputGradients` of inputs that rows do not share.
   */
  readonly backward: Stage;
  /** The backward step of a padded row, which passes the gradient of its state on. */
  readonly passBack: Stage;
  /** From `parameters`, shared `inputs` and `unitGradients`: added to `parameterGradients`, and `inputGradients`. */
  readonly unprepare: Stage;
  /** Forward values that `backward` computes again. */
  readonly recomputed: readonly Value[];
};

/** The program of `recipe`. */
export function stepProgram(recipe: Recipe, variant: StepVariant): StepProgram {
  const values = graph();
  const { unit, next } = lower(values, recipe, variant);
  const gates = recipe.gates.length;
  const h = recipe.state.indexOf("h");
  const read = (buffer: BufferName, index: number) => values.read({ buffer, index });
  const outputGradient = values.apply("add", read("carry", h), read("outputGradient", 0));

  const gradients = gradientWrites(values, recipe, variant, next, outputGradient);
  // The backward pass has the next states anyway.
  const known = new Map(
    next.flatMap((value, index) =>
      value.operation === "read" || value.operation === "constant"
        ? []
        : [[value, read("next", index)] as const],
    ),
  );
  const wanted = gradients.map(({ value }) => value);
  const { saved, slots } = planSaves(next, wanted, new Set(known.keys()), gates);
  const atHand = new Map([
    ...known,
    ...[...saved].map(([value, index]) => [value, read("slots", index)] as const),
  ]);
  const done = new Map<Value, Value>();
  const backward = stage(
    gradients.map((write) => ({ ...write, value: replace(values, write.value, atHand, done) })),
  );

  const save = [...saved].flatMap(([value, index]) =>
    value.place?.buffer === "slots" ? [] : [put("slots", index, value)],
  );
  const advance = (states: readonly Value[]) => [
    ...states.map((value, index) => put("next", index, value)),
    put("output", 0, states[h] as Value),
  ];
  const ofForward = new Set(schedule(next));
  return {
    gates,
    states: recipe.state.length,
    inputs: recipe.inputs.length,
    parameters: gates + recipe.parameters.length,
    slots,
    unitValues: unit.length,
    unitsVary: schedule(unit).some(({ place }) => place?.buffer === "inputs"),
    prepare: stage(unit.map((value, index) => put("units", index, value))),
    forward: stage([...save, ...advance(next)]),
    infer: stage(advance(next)),
    hold: stage(advance(recipe.state.map((_, index) => read("previous", index)))),
    backward,
    passBack: stage([
      ...recipe.gates.map((_, index) => put("slots", index, values.constant(0))),
      put("carry", h, outputGradient),
    ]),
    unprepare: stage(unitGradientWrites(values, recipe, variant, unit)),
    recomputed: backward.instructions.filter((value) => ofForward.has(value) && value.operands.length > 0),
  };
}

/** What `backward` writes, in terms of forward values. Which of these are saved and which recomputed is decided later. */
function gradientWrites(
  values: Graph,
  recipe: Recipe,
  variant: StepVariant,
  next: readonly Value[],
  outputGradient: Value,
): Write[] {
  const zero = values.constant(0);
  const seeds = next.map((value, index) => {
    const carried = values.read({ buffer: "carry", index });
    const whole = recipe.state[index] === "h" ? outputGradient : carried;
    return { value, gradient: values.flush(whole) };
  });
  const found = differentiate(values, seeds);
  const gradientOf = (buffer: BufferName, index: number) => found.get(values.read({ buffer, index }));
  const ofUnits = [...found].flatMap(([{ place }, value]) =>
    place?.buffer === "units" ? [add("unitGradients", place.index, value)] : [],
  );
  return [
    ...recipe.gates.map((_, index) => put("slots", index, gradientOf("slots", index) ?? zero)),
    ...recipe.state.map((_, index) => put("carry", index, gradientOf("previous", index) ?? zero)),
    ...ofUnits,
    ...inputSums(recipe, (name) => !variant.sharedInputs.includes(name), found, values),
  ];
}

/** What `unprepare` writes. */
function unitGradientWrites(
  values: Graph,
  recipe: Recipe,
  variant: StepVariant,
  unit: readonly Value[],
): Write[] {
  const seeds = unit.map((value, index) => ({
    value,
    gradient: values.read({ buffer: "unitGradients", index }),
  }));
  const found = differentiate(values, seeds);
  const ofParameters = [...found].flatMap(([{ place }, value]) =>
    place?.buffer === "parameters" ? [add("parameterGradients", place.index, value)] : [],
  );
  return [
    ...ofParameters,
    ...inputSums(recipe, (name) => variant.sharedInputs.includes(name), found, values),
  ];
}

function inputSums(
  { inputs }: Recipe,
  isWanted: (name: string) => boolean,
  found: ReadonlyMap<Value, Value>,
  values: Graph,
): Write[] {
  return inputs.flatMap((name, index) => {
    if (!isWanted(name)) return [];
    const value = found.get(values.read({ buffer: "inputs", index })) ?? values.constant(0);
    return [{ place: { buffer: "inputGradients", index }, value, mode: "sum" }];
  });
}

function put(buffer: BufferName, index: number, value: Value): Write {
  return { place: { buffer, index }, value, mode: "put" };
}

function add(buffer: BufferName, index: number, value: Value): Write {
  return { place: { buffer, index }, value, mode: "add" };
}
