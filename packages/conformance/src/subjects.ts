import {
  type Cell,
  type CellOptions,
  cell,
  gru,
  type Layer,
  layerNormLstm,
  lstm,
  peepholeLstm,
  phased,
  rnn,
} from "@tenetjs/cells";
import { normal, split } from "@tenetjs/core";
import { add, exp, mul, neg, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { layerNormLstmStep } from "./float64/layer-norm-lstm-step.ts";
import { recipeStep } from "./float64/recipe-step.ts";
import type { Step } from "./float64/step.ts";

/** A cell, and the same in float64. */
export type Subject = {
  readonly layer: Layer;
  readonly step: Step;
  /** The step inputs that it reads. */
  readonly stepInputs: readonly string[];
};

/**
 * A user's own cell: it forgets by itself, at a rate that each unit learns, over gaps between steps that it is given; with gates of
 * all three sources.
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

export type Sizes = Pick<CellOptions, "inputSize" | "hiddenSize">;

/** Every cell there is, by the name that models give it, with one of a recipe of its own. */
export function subjects(sizes: Sizes): Record<string, Subject> {
  const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
  const cells: Record<string, Cell> = {
    rnn: rnn(sizes),
    lstm: lstm(sizes),
    gru: gru(sizes),
    "peephole-lstm": peepholeLstm(sizes),
    "phased-rnn": phased(rnn(sizes), gate),
    "phased-lstm": phased(lstm(sizes), gate),
    "phased-gru": phased(gru(sizes), gate),
    "a recipe of one's own": cell(decayingRecipe, sizes),
  };
  return {
    ...Object.fromEntries(Object.entries(cells).map(([name, made]) => [name, ofRecipe(made)])),
    "layer-norm-lstm": {
      layer: layerNormLstm(sizes) as Layer,
      step: layerNormLstmStep,
      stepInputs: [],
    },
  };
}

function ofRecipe(made: Cell): Subject {
  return {
    layer: made as Layer,
    step: recipeStep(made.recipe),
    stepInputs: made.recipe.inputs,
  };
}
