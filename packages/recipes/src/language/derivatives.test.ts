import { lstmRecipe } from "@tenetjs/cells";
import { randomRecipes } from "@tenetjs/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { add, leaf, less, log, mul, tanh, training, where } from "./builders.ts";
import { derivatives } from "./derivatives.ts";
import { evaluate } from "./evaluate.ts";
import type { Expression, Leaf } from "./expression.ts";
import { leavesOf } from "./expression-graph.ts";
import { formula } from "./formula.ts";

const x = leaf("state", "x");
const y = leaf("state", "y");

test("the derivative of a formula is a formula", () => {
  const slopes = derivatives({ value: mul(x, tanh(y)), gradient: 1 });
  const write = (node: Expression | undefined) =>
    formula(node as Expression, { leafSymbol: ({ name }) => name });
  expect(write(slopes.get(x))).toBe("\\tanh(y)");
  expect(write(slopes.get(y))).toBe("x \\odot (1 - \\tanh(y) \\odot \\tanh(y))");
});

test("what has no influence has no derivative", () => {
  expect([...derivatives({ value: mul(x, 2), gradient: 1 }).keys()]).toEqual([x]);
});

test("several seeds add up, and a leaf that is used twice gets both gradients", () => {
  const square = mul(x, x);
  const slopes = derivatives({ value: square, gradient: 1 }, { value: mul(3, x), gradient: y });
  const [slope] = evaluate([slopes.get(x) as Expression], {
    leaf: ({ name }) => ({ x: 5, y: 2 })[name] as number,
  });
  expect(slope).toBe(2 * 5 + 3 * 2);
});

test("a selection gives its gradient to the chosen branch", () => {
  const chosen = where(less(x, y), mul(x, x), where(training, y, log(y)));
  const slopes = derivatives({ value: chosen, gradient: 1 });
  const at = (numbers: { x: number; y: number }, isTraining: boolean) =>
    evaluate([slopes.get(x) as Expression, slopes.get(y) as Expression], {
      leaf: ({ name }) => numbers[name as "x"],
      training: isTraining,
    });
  expect(at({ x: 3, y: 4 }, true)).toEqual([6, 0]);
  expect(at({ x: 4, y: 2 }, true)).toEqual([0, 1]);
  expect(at({ x: 4, y: 2 }, false)).toEqual([0, 0.5]);
});

test("of the LSTM's h by its memory, it is o (1 - tanh(c)^2) f", () => {
  const { next } = lstmRecipe;
  const slope = derivatives({ value: next.h as Expression, gradient: 1 }).get(
    leaf("state", "c"),
  ) as Expression;
  const numbers: Record<string, number> = {
    input: 0.2,
    forget: 1.1,
    candidate: -0.4,
    output: 0.7,
    c: 0.5,
    h: 0.1,
  };
  const [found] = evaluate([slope], { leaf: ({ name }) => numbers[name] as number });
  const s = (z: number) => 1 / (1 + Math.exp(-z));
  const c = s(1.1) * 0.5 + s(0.2) * Math.tanh(-0.4);
  expect(found).toBeCloseTo(s(0.7) * (1 - Math.tanh(c) ** 2) * s(1.1), 12);
});

test("of random steps, derivatives are the difference quotients", () => {
  fc.assert(
    fc.property(
      randomRecipes,
      fc.infiniteStream(fc.double({ min: -0.9, max: 0.9, noNaN: true })),
      (recipe, draws) => {
        const root = Object.values(recipe.next).reduce((sum, next) => add(sum, next));
        const leaves = leavesOf(root);
        const numbers = new Map(leaves.map((symbol) => [symbol, draws.next().value as number]));
        const valueAt = (change: Leaf, by: number) =>
          evaluate([root], {
            leaf: (symbol) => (numbers.get(symbol) as number) + (symbol === change ? by : 0),
          })[0] as number;
        const slopes = derivatives({ value: root, gradient: 1 });
        const step = 1e-6;
        for (const symbol of leaves) {
          const [left, right] = [-step, step].map((by) => valueAt(symbol, by)) as [number, number];
          const middle = valueAt(symbol, 0);
          const ofLeft = (middle - left) / step;
          const ofRight = (right - middle) / step;
          // A comparison that changes its mind in between: there is no one slope to compare with.
          if (Math.abs(ofRight - ofLeft) > 1e-3) continue;
          const [slope] = evaluate([slopes.get(symbol) ?? { kind: "constant", value: 0 }], {
            leaf: (other) => numbers.get(other) as number,
          });
          // At a slight kink, the slope is that of one side.
          const tolerance = 5e-5 * Math.max(1, Math.abs(ofLeft), Math.abs(ofRight));
          expect(slope).toBeGreaterThan(Math.min(ofLeft, ofRight) - tolerance);
          expect(slope).toBeLessThan(Math.max(ofLeft, ofRight) + tolerance);
        }
      },
    ),
  );
});
