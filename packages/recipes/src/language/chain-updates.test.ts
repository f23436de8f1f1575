import { expect, test } from "vitest";
import { add, mul, neg, sqrt } from "./builders.ts";
import { chainUpdates, nameInChain } from "./chain-updates.ts";
import { evaluate } from "./evaluate.ts";
import type { Leaf } from "./expression.ts";
import { type UpdateRecipe, updateRecipe } from "./update-recipe.ts";

const decay = updateRecipe({
  name: "decay",
  scalars: ["rate"],
  step: ({ gradient, parameter, scalars }) => ({ update: add(gradient, mul(scalars.rate, parameter)) }),
});
const momentum = updateRecipe({
  name: "momentum",
  slots: ["velocity"],
  scalars: ["rate"],
  step: ({ gradient, slots, scalars }) => {
    const velocity = add(mul(0.9, slots.velocity), gradient);
    return { update: neg(mul(scalars.rate, velocity)), next: { velocity } };
  },
});
const length = updateRecipe({
  name: "length",
  slots: ["velocity"],
  step: ({ gradient, slots }) => {
    const velocity = sqrt(add(mul(slots.velocity, slots.velocity), mul(gradient, gradient)));
    return { update: gradient, next: { velocity } };
  },
});

type Numbers = {
  readonly gradient: number;
  readonly parameter: number;
  readonly slot: Record<string, number>;
  readonly scalar: Record<string, number>;
};

function run({ update, next }: UpdateRecipe, numbers: Numbers) {
  const numberOf = ({ role, name }: Leaf) =>
    role === "slot" || role === "scalar" ? numbers[role][name] : numbers[role as "gradient" | "parameter"];
  const at = (expression: UpdateRecipe["update"]) =>
    evaluate([expression], { leaf: (leaf) => numberOf(leaf) as number })[0] as number;
  return {
    update: at(update),
    next: Object.fromEntries(Object.entries(next).map(([name, value]) => [name, at(value)])),
  };
}

test("a chain computes what its recipes compute one after another", () => {
  const [gradient, parameter] = [0.7, -1.3];
  const decayed = run(decay, { gradient, parameter, slot: {}, scalar: { rate: 0.1 } });
  const moved = run(momentum, {
    ...{ gradient: decayed.update, parameter },
    ...{ slot: { velocity: 2 }, scalar: { rate: 0.5 } },
  });
  const measured = run(length, { gradient: moved.update, parameter, slot: { velocity: 3 }, scalar: {} });
  const chained = chainUpdates([decay, momentum, length]);
  expect(chained.slots).toEqual(["1 velocity", "2 velocity"]);
  expect(chained.scalars).toEqual(["0 rate", "1 rate"]);
  expect(
    run(chained, {
      ...{ gradient, parameter },
      slot: { [nameInChain(1, "velocity")]: 2, [nameInChain(2, "velocity")]: 3 },
      scalar: { [nameInChain(0, "rate")]: 0.1, [nameInChain(1, "rate")]: 0.5 },
    }),
  ).toEqual({
    update: measured.update,
    next: { "1 velocity": moved.next.velocity, "2 velocity": measured.next.velocity },
  });
});
