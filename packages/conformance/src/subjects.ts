import {
  type CellName,
  type CellSizes,
  cell,
  cellNames,
  isCell,
  isPhased,
  type Layer,
  namedCell,
} from "@tenetjs/cells";
import { normal, split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { add, exp, mul, neg, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { layerNormLstmStep } from "./float64/layer-norm-lstm-step.ts";
import { recipeStep } from "./float64/recipe-step.ts";
import type { Step } from "./float64/step.ts";

/** A cell, and its step in float64. */
export type Subject = {
  readonly layer: Layer;
  readonly step: Step;
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

/** All cells by name, and one that a user might write. */
export function subjects(sizes: CellSizes): Record<string, Subject> {
  const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
  const named = cellNames.map((name) => {
    const { layer } = namedCell(name, isPhased(name) ? gate : undefined);
    return [name, subjectOf(name, layer(sizes))] as const;
  });
  const own = "your own recipe";
  return Object.fromEntries([...named, [own, subjectOf(own, cell(decayingRecipe, sizes) as Layer)]]);
}

/** The steps of the cells without a recipe. */
const steps: Readonly<Partial<Record<CellName, Step>>> = { "layer-norm-lstm": layerNormLstmStep };

function subjectOf(name: string, layer: Layer): Subject {
  if (isCell(layer)) return { layer, step: recipeStep(layer.recipe), stepInputs: layer.recipe.inputs };
  const step = steps[name as CellName];
  if (step === undefined)
    throw new TypeError(problem("subjects", `a step of ${name} in float64`, phrase("none")));
  return { layer, step, stepInputs: [] };
}
