import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leaf, mul, stopGradient } from "./builders.ts";
import { derivatives } from "./derivatives.ts";
import { evaluate } from "./evaluate.ts";
import type { Application, Expression } from "./expression.ts";
import { binaryOperations, type Operation, operations, unaryOperations } from "./operations.ts";
import { pow } from "./pow.ts";

const [x, y] = [leaf("state", "x"), leaf("state", "y")];

function application(operation: Operation, ...operands: Expression[]): Application {
  return { kind: "application", operation, operands: operands as [Expression] };
}

/** A value and its slopes in x and y. */
function valueAndSlopes(root: Expression, at: { x: number; y: number }): number[] {
  const slopes = derivatives({ value: root, gradient: 1 });
  const roots = [root, slopes.get(x) ?? { kind: "constant", value: 0 }, slopes.get(y) ?? zero];
  return evaluate(roots as Expression[], { leaf: ({ name }) => at[name as "x" | "y"] });
}

const zero: Expression = { kind: "constant", value: 0 };
const step = 1e-6;
/** Of the middle third of each half unit: away from kinks, ties and turns, whole and half numbers. */
const smooth = (least: number, most: number) =>
  fc
    .tuple(fc.integer({ min: 2 * least, max: 2 * most - 1 }), fc.double({ min: 0.3, max: 0.7, noNaN: true }))
    .map(([half, fraction]) => (half + fraction) / 2);

/** Where the operation is defined and smooth. */
const domain: Partial<Record<Operation, [least: number, most: number]>> = { log: [1, 20], sqrt: [1, 20] };

/** Its slope is 0, not that of its difference quotient. */
const smoothOperations = unaryOperations.filter((operation) => operation !== "stopGradient");

describe.each(smoothOperations)("%s", (operation) => {
  test("has the slope of its difference quotient", () => {
    const [least, most] = domain[operation] ?? [-4, 4];
    fc.assert(
      fc.property(smooth(least, most), (at) => {
        const { value } = operations[operation];
        const [found, slope] = valueAndSlopes(application(operation, x), { x: at, y: 0 });
        expect(found).toBe(value(at));
        const quotient = (value(at + step) - value(at - step)) / (2 * step);
        expect(slope).toBeCloseTo(quotient, 5);
      }),
    );
  });
});

describe.each(binaryOperations)("%s", (operation) => {
  test("has the slopes of its difference quotients", () => {
    const numbers = fc.tuple(smooth(-4, 4), smooth(1, 4));
    // Away from ties, and from where a modulus turns.
    const pairs = numbers.filter(([a, b]) => Math.abs(a - b) > 0.01 && Math.abs((a / b) % 1) > 0.01);
    fc.assert(
      fc.property(
        pairs.filter(([a, b]) => Math.abs((a / b) % 1) < 0.99),
        ([a, b]) => {
          const { value } = operations[operation];
          const [found, byX, byY] = valueAndSlopes(application(operation, x, y), { x: a, y: b });
          expect(found).toBe(value(a, b));
          expect(byX).toBeCloseTo((value(a + step, b) - value(a - step, b)) / (2 * step), 5);
          expect(byY).toBeCloseTo((value(a, b + step) - value(a, b - step)) / (2 * step), 5);
        },
      ),
    );
  });
});

test("at a tie the gradient goes to the left operand, and at a kink there is none", () => {
  const slopesAt = (root: Expression, at: { x: number; y: number }) => valueAndSlopes(root, at).slice(1);
  for (const operation of ["maximum", "minimum"] as const)
    expect(slopesAt(application(operation, x, y), { x: 2, y: 2 })).toEqual([1, 0]);
  for (const operation of ["abs", "relu"] as const)
    expect(slopesAt(application(operation, x), { x: 0, y: 0 })[0]).toBe(0);
});

test("stopGradient is its operand, and stops the gradient", () => {
  expect(valueAndSlopes(mul(x, stopGradient(x)), { x: 3, y: 0 }).slice(0, 2)).toEqual([9, 3]);
});

test.each([
  [0, 1],
  [1, -1.5],
  [2, 2.25],
  [5, -7.59375],
  [-2, 1 / 2.25],
])("x to the power of %d", (exponent, expected) => {
  const [found] = valueAndSlopes(pow(x, exponent), { x: -1.5, y: 0 });
  expect(found).toBeCloseTo(expected, 12);
});

test("a power that is no integer, and its slope, are those of a positive number; one that is an expression is refused", () => {
  const [found, slope] = valueAndSlopes(pow(x, 1.7), { x: 2, y: 0 });
  expect(found).toBeCloseTo(2 ** 1.7, 12);
  expect(slope).toBeCloseTo(1.7 * 2 ** 0.7, 12);
  expect(() => pow(x, y as never)).toThrow("pow: expected a finite number as the exponent");
});

test("a modulus has the divisor's sign, and is 0 where it would round to the divisor", () => {
  const { value } = operations.modulo;
  expect(value(-1, 3)).toBe(2);
  expect(value(1, -3)).toBe(-2);
  expect(value(-1e-20, 3)).toBe(0);
});

test("of two nearest integers, round takes the even one", () => {
  const rounded = [-1.5, -0.5, 0.5, 1.5, 2.5, 2.4].map(operations.round.value);
  expect(rounded.map((integer) => integer + 0)).toEqual([-2, 0, 0, 2, 2, 2]);
});
