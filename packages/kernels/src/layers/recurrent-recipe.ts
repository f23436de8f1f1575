import {
  abs,
  add,
  div,
  type Expression,
  max,
  min,
  mul,
  type Recipe,
  recipe,
  relu,
  sigmoid,
  sub,
  tanh,
} from "@tenetjs/recipes";
import type { RecurrentLayer } from "./recurrent-layer.ts";

/** The layer's step as a recipe, or the reason why there is none. */
export function recurrentRecipe(layer: RecurrentLayer): Recipe | string {
  const { activation, recurrentActivation = activation } = layer.cell;
  const names = [activation, recurrentActivation].map((one) => one.getClassName());
  const unknown = names.find((name) => !(name in activations));
  if (unknown !== undefined) {
    const known = Object.keys(activations).join(", ");
    return `its activation "${unknown}" is none of those that are compiled: ${known}`;
  }
  const make = makers[layer.getClassName() as keyof typeof makers];
  const key = [layer.getClassName(), ...names].join(" ");
  const found = recipes.get(key) ?? make(...(names as [ActivationName, ActivationName]));
  recipes.set(key, found);
  return found;
}

const recipes = new Map<string, Recipe>();

/** Activations of tfjs-layers by their names. */
const activations = {
  tanh,
  sigmoid,
  relu,
  linear: (x: Expression) => x,
  // Where it bends, tfjs's clip passes the gradient on, and so does the left operand at a tie.
  hardSigmoid: (x: Expression) => max(min(add(mul(0.2, x), 0.5), 1), 0),
  softsign: (x: Expression) => div(x, add(1, abs(x))),
} as const;

type ActivationName = keyof typeof activations;

/** The gates are in the order of tfjs-layers' columns. */
const makers = {
  LSTM: (activation: ActivationName, recurrentActivation: ActivationName) => {
    const [act, squash] = [activations[activation], activations[recurrentActivation]];
    return recipe({
      name: "tfjs-lstm",
      gates: ["input", "forget", "candidate", "output"],
      state: ["h", "c"],
      notation: { candidate: "g" },
      step: ({ gates, state }) => {
        const c = add(mul(squash(gates.forget), state.c), mul(squash(gates.input), act(gates.candidate)));
        return { c, h: mul(squash(gates.output), act(c)) };
      },
    });
  },
  /** It resets the state before the product: the only form that tfjs-layers has. */
  GRU: (activation: ActivationName, recurrentActivation: ActivationName) => {
    const [act, squash] = [activations[activation], activations[recurrentActivation]];
    return recipe({
      name: "tfjs-gru",
      gates: ["update", "reset", "candidate"],
      second: { gates: ["candidate"], factor: ({ gates, state }) => mul(squash(gates.reset), state.h) },
      state: ["h"],
      notation: { update: "z", candidate: "n" },
      step: ({ gates, state }) => {
        const update = squash(gates.update);
        return { h: add(mul(sub(1, update), act(gates.candidate)), mul(update, state.h)) };
      },
    });
  },
  SimpleRNN: (activation: ActivationName) =>
    recipe({
      name: "tfjs-simple-rnn",
      gates: ["sum"],
      state: ["h"],
      step: ({ gates }) => ({ h: activations[activation](gates.sum) }),
    }),
} as const;
