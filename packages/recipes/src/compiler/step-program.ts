import type { Seed } from "../language/accumulate-gradients.ts";
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
  /** Those of a pass without a backward pass to come: the gates, and the factor of a second product. */
  readonly inferSlots: number;
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
  /** What comes between the products, if there are two. */
  readonly second: SecondStages | undefined;
  /** Forward values that `backward` computes again. */
  readonly recomputed: readonly Value[];
};

/**
 * The stages of a second product. Forward, `factor` comes before it and `forward` after it. Backward, `lateGradients` comes first; then the gradient of the
 * factor, which is their product with the transposed columns of Wh, goes to its slot; then `backward` follows.
 */
export type SecondStages = {
  /** How many gates have it. They are the last ones. */
  readonly gates: number;
  /** The slots of the factor, of its gradient, and the first one of the late gates' gradients. */
  readonly slots: {
    readonly factor: number;
    readonly factorGradient: number;
    readonly lateGradients: number;
  };
  /** From what `forward` reads, but for the late gates: the factor. */
  readonly factor: Stage;
  /** The same for a padded row: 0. */
  readonly noFactor: Stage;
  /** From what `backward` reads, but for the gradient of the factor: the gradients of the late gates, in slots of their own. */
  readonly lateGradients: Stage;
  /** The same for a padded row: 0. */
  readonly noLateGradients: Stage;
};

/** The program of `recipe`. */
export function stepProgram(recipe: Recipe, variant: StepVariant): StepProgram {
  const values = graph();
  const { unit, next, factor } = lower(values, recipe, variant);
  const gates = recipe.gates.length;
  const h = recipe.state.indexOf("h");
  const read = (buffer: BufferName, index: number) => values.read({ buffer, index });
  const outputGradient = values.apply("add", read("carry", h), read("outputGradient", 0));

  const lateGates = recipe.second?.gates.length ?? 0;
  const at = { factor: gates, factorGradient: gates + 1, lateGradients: gates + 2 };
  const reserved = factor === undefined ? 0 : 2 + lateGates;
  const seeds = stateSeeds(values, recipe, next, outputGradient);
  const late = gradientsOfSlots(values, seeds, gates - lateGates, lateGates);
  const ofFactor =
    factor === undefined ? [] : [{ value: factor, gradient: read("slots", at.factorGradient) }];
  const lateAtHand = new Map(
    late.flatMap((value, index) =>
      value.operation === "constant" ? [] : [[value, read("slots", at.lateGradients + index)] as const],
    ),
  );
  const gradients = gradientWrites(values, recipe, variant, [...seeds, ...ofFactor]).map((write) => ({
    ...write,
    value: replace(values, write.value, lateAtHand),
  }));
  // The backward pass has the next states and the factor anyway.
  const places = [
    ...next.map((value, index) => [value, read("next", index)] as const),
    ...(factor === undefined ? [] : [[factor, read("slots", at.factor)] as const]),
  ];
  const known = new Map(places.filter(([{ operation }]) => operation !== "read" && operation !== "constant"));
  const computed = factor === undefined ? next : [...next, factor];
  const wanted = [...late, ...gradients.map(({ value }) => value)];
  const { saved, slots } = planSaves(computed, wanted, new Set(known.keys()), gates, reserved);
  const atHand = new Map([
    ...known,
    ...[...saved].map(([value, index]) => [value, read("slots", index)] as const),
  ]);
  const done = new Map<Value, Value>();
  const fromSaved = (value: Value) => replace(values, value, atHand, done);
  const backward = stage(gradients.map((write) => ({ ...write, value: fromSaved(write.value) })));

  const save = [...saved].flatMap(([value, index]) =>
    value.place?.buffer === "slots" ? [] : [put("slots", index, value)],
  );
  const advance = (states: readonly Value[]) => [
    ...states.map((value, index) => put("next", index, value)),
    put("output", 0, states[h] as Value),
  ];
  const zero = values.constant(0);
  const putLate = (value: (index: number) => Value) =>
    stage(late.map((_, index) => put("slots", at.lateGradients + index, value(index))));
  const ofForward = new Set(schedule(computed));
  return {
    gates,
    states: recipe.state.length,
    inputs: recipe.inputs.length,
    parameters: gates + recipe.parameters.length,
    slots,
    inferSlots: factor === undefined ? gates : gates + 1,
    unitValues: unit.length,
    unitsVary: schedule(unit).some(({ place }) => place?.buffer === "inputs"),
    prepare: stage(unit.map((value, index) => put("units", index, value))),
    forward: stage([...save, ...advance(next)]),
    infer: stage(advance(next)),
    hold: stage(advance(recipe.state.map((_, index) => read("previous", index)))),
    backward,
    passBack: stage([
      ...recipe.gates.map((_, index) => put("slots", index, zero)),
      put("carry", h, outputGradient),
    ]),
    unprepare: stage(unitGradientWrites(values, recipe, variant, unit)),
    second:
      factor === undefined
        ? undefined
        : {
            gates: lateGates,
            slots: at,
            factor: stage([put("slots", at.factor, factor)]),
            noFactor: stage([put("slots", at.factor, zero)]),
            lateGradients: putLate((index) => fromSaved(late[index] as Value)),
            noLateGradients: putLate(() => zero),
          },
    recomputed: backward.instructions.filter((value) => ofForward.has(value) && value.operands.length > 0),
  };
}

/** The gradients that the step starts from: those of the next states. */
function stateSeeds(
  values: Graph,
  recipe: Recipe,
  next: readonly Value[],
  outputGradient: Value,
): Seed<Value>[] {
  return next.map((value, index) => {
    const carried = values.read({ buffer: "carry", index });
    const whole = recipe.state[index] === "h" ? outputGradient : carried;
    return { value, gradient: values.flush(whole) };
  });
}

/** The gradients of `count` gates from slot `first` on. */
function gradientsOfSlots(
  values: Graph,
  seeds: readonly Seed<Value>[],
  first: number,
  count: number,
): Value[] {
  if (count === 0) return [];
  const found = differentiate(values, seeds);
  return Array.from(
    { length: count },
    (_, index) => found.get(values.read({ buffer: "slots", index: first + index })) ?? values.constant(0),
  );
}

/** What `backward` writes, in terms of forward values. Which of these are saved and which recomputed is decided later. */
function gradientWrites(
  values: Graph,
  recipe: Recipe,
  variant: StepVariant,
  seeds: readonly Seed<Value>[],
): Write[] {
  const zero = values.constant(0);
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
