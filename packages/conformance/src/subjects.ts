import {
  bidirectional,
  type CellName,
  type CellSizes,
  cell,
  cellNames,
  gru,
  gruRecipe,
  isCell,
  isPhased,
  type Layer,
  namedCell,
} from "@tenetjs/cells";
import { normal, split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import {
  add,
  cos,
  exp,
  less,
  mul,
  neg,
  pow,
  recipe,
  round,
  sigmoid,
  sin,
  stopGradient,
  sub,
  tanh,
  where,
} from "@tenetjs/recipes";
import { layerNormLstmStep } from "./float64/layer-norm-lstm-step.ts";
import { recipeStep } from "./float64/recipe-step.ts";
import type { Step } from "./float64/step.ts";
import { unroll } from "./float64/unroll.ts";
import { unrollBoth } from "./float64/unroll-both.ts";
import type { Results, Sequence } from "./sequence.ts";

/** A layer, and the same in float64. */
export type Subject = {
  readonly layer: Layer;
  /** Its results on a sequence, in float64. */
  unroll(sequence: Sequence): Results;
  /** The step inputs that it reads. */
  readonly stepInputs: readonly string[];
};

/**
 * A cell that a user might write. Its memory decays over the gaps between steps, which are an input, at a rate that each unit learns. It
 * has gates of all three sources.
 */
const decayingRecipe = recipe({
  name: "decaying",
  gates: { update: "both", candidate: "input", recall: "hidden" },
  state: ["h", "m"],
  parameters: {
    rate: (rng, hiddenSize) => {
      const draws = split(rng, "rate");
      return Float32Array.from({ length: hiddenSize }, () => normal(draws, -1, 0.1));
    },
  },
  inputs: ["gap"],
  step: ({ gates, state, parameters, inputs }) => {
    const left = mul(state.m, exp(neg(mul(exp(parameters.rate), inputs.gap))));
    const update = sigmoid(gates.update);
    const m = add(mul(update, left), mul(sub(1, update), tanh(add(gates.candidate, gates.recall))));
    return { m, h: mul(m, sigmoid(gates.recall)) };
  },
});

/** Another one, with the operations and the second product that no named cell has. Its noise is a step input. */
const unusualRecipe = recipe({
  name: "unusual",
  gates: ["phase", "write", "candidate"],
  second: {
    gates: ["candidate"],
    factor: ({ gates, state }) => mul(cos(gates.phase), state.h),
  },
  state: ["h", "m"],
  inputs: ["noise"],
  step: ({ gates, state, inputs }) => {
    const write = sigmoid(gates.write);
    // Neither has a slope, so that difference quotients agree with the gradients.
    const steps = add(round(mul(4, inputs.noise)), stopGradient(where(less(0, inputs.noise), 1, -1)));
    const candidate = sin(add(gates.candidate, mul(0.1, inputs.noise), mul(0.02, steps)));
    const m = add(mul(sub(1, write), state.m), mul(write, candidate));
    return { m, h: mul(m, sub(1.5, pow(tanh(gates.phase), 2))) };
  },
});

/** All cells by name, two that a user might write, and a layer of both directions. */
export function subjects(sizes: CellSizes): Record<string, Subject> {
  const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
  const named = cellNames.map((name) => {
    const { layer } = namedCell(name, isPhased(name) ? gate : undefined);
    return [name, subjectOf(name, layer(sizes))] as const;
  });
  const own = Object.entries({
    "your own recipe": decayingRecipe,
    "another, of unusual operations": unusualRecipe,
  }).map(([name, made]) => [name, subjectOf(name, cell(made, sizes) as Layer)] as const);
  const both: Subject = {
    layer: bidirectional(gru(sizes)),
    unroll: (sequence) => unrollBoth(recipeStep(gruRecipe), sequence),
    stepInputs: [],
  };
  return {
    ...Object.fromEntries(named),
    ...Object.fromEntries(own),
    "bidirectional gru": both,
  };
}

/** The steps of the cells without a recipe. */
const steps: Readonly<Partial<Record<CellName, Step>>> = { "layer-norm-lstm": layerNormLstmStep };

function subjectOf(name: string, layer: Layer): Subject {
  const step = isCell(layer) ? recipeStep(layer.recipe) : steps[name as CellName];
  if (step === undefined)
    throw new TypeError(problem("subjects", `a step of ${name} in float64`, phrase("none")));
  const stepInputs = isCell(layer) ? layer.recipe.inputs : [];
  return { layer, unroll: (sequence) => unroll(step, sequence), stepInputs };
}
