import { start } from "@tenetjs/backends";
import { gru, gruRecipe, lstm, lstmRecipe, peepholeLstm, phased, rnn, rnnRecipe } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { countValues } from "@tenetjs/core/tensors";
import { beforeAll, expect, test } from "vitest";
import { parameterCount } from "./parameter-count.ts";

beforeAll(async () => {
  await start("cpu");
});

const sizes = { inputSize: 7, hiddenSize: 5 };

test.each([rnn, lstm, gru, peepholeLstm].flatMap((make) => [make(sizes), phased(make(sizes))]))(
  "of a $name is the number of values in its parameters",
  ({ recipe, options, init }) => {
    const { total, terms } = parameterCount(recipe, options);
    expect(total).toBe(countValues(init(seed(1))));
    expect(terms.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  },
);

test("has the formula of the recipe", () => {
  expect(parameterCount(lstmRecipe, { inputSize: 1, hiddenSize: 128 })).toEqual({
    total: 4 * 128 * (1 + 128 + 1),
    terms: [{ formula: "4·n·(d+n+1)", count: 4 * 128 * (1 + 128 + 1) }],
    formula: "4·n·(d+n+1)",
  });
  expect(parameterCount(rnnRecipe, sizes).formula).toBe("n·(d+n+1)");
  expect(parameterCount(gruRecipe, sizes).formula).toBe("2·n·(d+n+1) + n·(d+1) + n·(n+1)");
  expect(parameterCount(peepholeLstm(sizes).recipe, sizes).formula).toBe("4·n·(d+n+1) + 3·n");
});

test("of no size is refused", () => {
  expect(() => parameterCount(lstmRecipe, { inputSize: 0, hiddenSize: 1 })).toThrow(
    "parameterCount: expected inputSize to be an integer of at least 1, got 0.",
  );
});
