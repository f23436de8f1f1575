import { gruRecipe, lstmRecipe, phasedRecipe, rnnRecipe } from "@tenetjs/cells";
import { expect, test } from "vitest";
import { stepCost } from "./step-cost.ts";

const sizes = { inputSize: 10, hiddenSize: 20 };

test("products are counted with all weights: two operations each, and twice as many backward", () => {
  expect(stepCost(lstmRecipe, sizes).forward.productFlops).toBe(2 * 4 * 20 * (10 + 20));
  expect(stepCost(lstmRecipe, sizes).backward.productFlops).toBe(4 * 4 * 20 * (10 + 20));
  // Of the GRU's gates, x has a part in three, and so has h.
  expect(stepCost(gruRecipe, sizes).forward.productFlops).toBe(2 * 3 * 20 * (10 + 20));
});

test("an RNN's arithmetic is a tanh and the addition of the bias, and it reads and writes a few numbers", () => {
  const { pointwiseFlops, bytes } = stepCost(rnnRecipe, sizes).forward;
  expect(pointwiseFlops).toBe(20 * (28 + 1));
  // Reads a gate and a bias, writes the next state and the output.
  expect(bytes).toBe(4 * 20 * 4);
});

test("a temporal gate costs a row little when all rows share the time", () => {
  const [plain, phased] = [lstmRecipe, phasedRecipe(lstmRecipe)].map(
    (recipe) => stepCost(recipe, sizes).forward,
  );
  expect(phased!.productFlops).toBe(plain!.productFlops);
  expect(phased!.pointwiseFlops).toBeGreaterThan(plain!.pointwiseFlops);
  expect(phased!.pointwiseFlops).toBeLessThan(1.2 * plain!.pointwiseFlops);
});

test("a size that is none is refused", () => {
  expect(() => stepCost(lstmRecipe, { inputSize: 0, hiddenSize: 1 })).toThrow(
    "stepCost: expected inputSize to be an integer of at least 1, got 0.",
  );
});
