import { describe, expect, test } from "vitest";
import {
  equations,
  mul,
  nodes,
  parameterCount,
  recipe,
  recipeSource,
  sigmoid,
  stepCost,
  tanh,
} from "../index.ts";
import type { Expression, Operand } from "./expression.ts";
import type { GateSource, RecipeDefinition } from "./recipe.ts";

type Definition = RecipeDefinition<"reset" | "candidate", "h", never, never>;

function withSecond(
  second: Partial<Definition["second"]>,
  gates: Record<"reset" | "candidate", GateSource> = { reset: "both", candidate: "both" },
) {
  return recipe({
    name: "reset",
    gates,
    state: ["h"],
    second: {
      gates: ["candidate"],
      factor: ({ gates, state }) => mul(sigmoid(gates.reset), state.h),
      ...second,
    },
    step: ({ gates, state }) => ({ h: mul(sigmoid(gates.reset), tanh(gates.candidate), state.h) }),
  } satisfies Definition);
}

test("the factor stands in the place of h in the equations", () => {
  expect(equations(withSecond({}))).toEqual([
    "r_t = \\sigma(x_t W_{xr} + h_{t-1} W_{hr} + b_r)",
    "c_t = \\tanh(x_t W_{xc} + (r_t \\odot h_{t-1}) W_{hc} + b_c)",
    "h_t = r_t \\odot c_t \\odot h_{t-1}",
  ]);
});

test("what the factor and the step have in common is one node", () => {
  const { next, second } = withSecond({});
  const found = nodes(second?.factor as Expression, next.h).filter(
    (node) => node.kind === "application" && node.operation === "sigmoid",
  );
  expect(found).toHaveLength(1);
});

test("the source makes the same recipe again", () => {
  const source = recipeSource(withSecond({}));
  const make = new Function("recipe", "mul", "sigmoid", "tanh", `return ${source.replace(/;$/, "")}`);
  expect(recipeSource(make(recipe, mul, sigmoid, tanh))).toBe(source);
});

test("it has the parameters and the products of a recipe without it, and more arithmetic", () => {
  const sizes = { inputSize: 3, hiddenSize: 4 };
  const { second, ...without } = withSecond({});
  expect(parameterCount(withSecond({}), sizes).formula).toBe("2·n·(d+n+1)");
  const [cost, less] = [stepCost(withSecond({}), sizes), stepCost(without, sizes)];
  expect(second?.gates).toEqual(["candidate"]);
  expect(cost.forward.productFlops).toBe(less.forward.productFlops);
  expect(cost.forward.pointwiseFlops).toBeGreaterThan(less.forward.pointwiseFlops);
  expect(cost.backward.pointwiseFlops).toBeGreaterThan(less.backward.pointwiseFlops);
});

describe("is refused:", () => {
  test.each<[string, Parameters<typeof withSecond>, string]>([
    [
      "a gate that is not the last",
      [{ gates: ["reset"] }],
      "the gates of its second product to be the last ones",
    ],
    ["no gate", [{ gates: [] }], "got none"],
    [
      "a gate that sees only x",
      [{}, { reset: "both", candidate: "input" }],
      'expected gates of its second product that have columns in Wh, got "candidate"',
    ],
    [
      "a factor that uses its own gate",
      [{ factor: ({ gates }) => tanh(gates.candidate) }],
      'a factor without the gates of its second product, got "candidate"',
    ],
    ["a factor that is no expression", [{ factor: () => Number.NaN as Operand }], "the factor"],
    ["an unknown option", [{ factors: 1 } as never], "options among gates, factor"],
  ])("%s", (_, given, message) => {
    expect(() => withSecond(...given)).toThrow(message);
  });
});
