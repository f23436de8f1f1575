import { binaryOperations, unaryOperations } from "@tenetjs/recipes";
import { describe, expect, test } from "vitest";
import { apply } from "./operations.ts";
import { tape, variable } from "./tape.ts";

const points = [0.3, 0.7, 1.9, 5.2];
const step = 1e-6;

/** The slope of stopGradient is 0, not that of its difference quotient. */
const smooth = unaryOperations.filter((operation) => operation !== "stopGradient");

describe.each(smooth)("%s", (operation) => {
  test.each(points)("at %d has a derivative that matches its difference quotient", (x) => {
    const record = tape();
    const given = variable(x);
    const result = apply(record, operation, [given]);
    result.gradient = 1;
    record.runBack();
    const at = (x: number) => apply(tape(), operation, [variable(x)]).value;
    expect(given.gradient).toBeCloseTo((at(x + step) - at(x - step)) / (2 * step), 6);
  });
});

describe.each(binaryOperations)("%s", (operation) => {
  const pairs = points.flatMap((left) =>
    points.filter((right) => right !== left).map((right) => [left, right]),
  );
  test.each(pairs)("of %d and %d has derivatives that match its difference quotients", (left, right) => {
    const record = tape();
    const given = [variable(left as number), variable(right as number)] as const;
    const result = apply(record, operation, given);
    result.gradient = 1;
    record.runBack();
    const at = (a: number, b: number) => apply(tape(), operation, [variable(a), variable(b)]).value;
    const [a, b] = [left as number, right as number];
    expect(given[0].gradient).toBeCloseTo((at(a + step, b) - at(a - step, b)) / (2 * step), 6);
    expect(given[1].gradient).toBeCloseTo((at(a, b + step) - at(a, b - step)) / (2 * step), 6);
  });
});

test("the gradients of maximum and minimum go to the left operand at a tie", () => {
  for (const operation of ["maximum", "minimum"] as const) {
    const record = tape();
    const given = [variable(2), variable(2)] as const;
    apply(record, operation, given).gradient = 1;
    record.runBack();
    expect(given.map(({ gradient }) => gradient)).toEqual([1, 0]);
  }
});

test("the gradient of a number that is used twice is the sum of both", () => {
  const record = tape();
  const x = variable(3);
  apply(record, "multiply", [x, x]).gradient = 1;
  record.runBack();
  expect(x.gradient).toBe(6);
});
