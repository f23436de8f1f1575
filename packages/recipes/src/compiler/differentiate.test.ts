import { expect, test } from "vitest";
import { differentiate } from "./differentiate.ts";
import { type Graph, graph, replace, type Value } from "./value-graph.ts";

const places = { a: { buffer: "previous", index: 0 }, b: { buffer: "previous", index: 1 } } as const;

/** The slopes in a and b of what `formula` builds, at these numbers: found by putting them in, so that all is folded. */
function slopes(
  formula: (values: Graph, a: Value, b: Value) => Value,
  a: number,
  b: number,
): [number, number] {
  const values = graph();
  const [left, right] = [values.read(places.a), values.read(places.b)];
  const gradients = differentiate(values, [
    { value: formula(values, left, right), gradient: values.constant(1) },
  ]);
  const at = (read: Value) => {
    const gradient = gradients.get(read);
    return gradient === undefined
      ? 0
      : fold(
          values,
          gradient,
          new Map([
            [left, a],
            [right, b],
          ]),
        );
  };
  return [at(left), at(right)];
}

function fold(values: Graph, value: Value, numbers: Map<Value, number>): number {
  const replacements = new Map([...numbers].map(([read, number]) => [read, values.constant(number)]));
  return replace(values, value, replacements).constant as number;
}

test("at a tie, maximum and minimum pass the gradient to their left operand", () => {
  expect(slopes((values, a, b) => values.apply("maximum", a, b), 2, 2)).toEqual([1, 0]);
  expect(slopes((values, a, b) => values.apply("minimum", a, b), 2, 2)).toEqual([1, 0]);
  expect(slopes((values, a, b) => values.apply("maximum", a, b), 1, 2)).toEqual([0, 1]);
  expect(slopes((values, a, b) => values.apply("minimum", a, b), 1, 2)).toEqual([1, 0]);
});

test("|x| and relu have slope 0 at 0", () => {
  for (const operation of ["abs", "relu"] as const)
    expect(slopes((values, a) => values.apply(operation, a), 0, 0)).toEqual([0, 0]);
  expect(slopes((values, a) => values.apply("abs", a), -3, 0)).toEqual([-1, 0]);
});

test("a modulus has slope 1 in a, and minus the floored quotient in b", () => {
  const modulo = (values: Graph, a: Value, b: Value) => values.apply("modulo", a, b);
  expect(slopes(modulo, 7.5, 2)).toEqual([1, -3]);
  expect(slopes(modulo, -0.5, 2)).toEqual([1, 1]);
});

test("a selection passes the gradient to the chosen branch alone", () => {
  const choose = (values: Graph, a: Value, b: Value) =>
    values.choose(values.compare("less", a, b), values.apply("multiply", a, a), b);
  expect(slopes(choose, 3, 4)).toEqual([6, 0]);
  expect(slopes(choose, 4, 3)).toEqual([0, 1]);
});

test("a value that is used twice gets the sum of both gradients", () => {
  const square = (values: Graph, a: Value, b: Value) =>
    values.apply("add", values.apply("multiply", a, a), values.apply("multiply", a, b));
  expect(slopes(square, 3, 5)).toEqual([11, 3]);
});
