import fc from "fast-check";
import { expect, test } from "vitest";
import { graph, replace, schedule } from "./value-graph.ts";

const x = { buffer: "previous", index: 0 } as const;
const y = { buffer: "previous", index: 1 } as const;

test("a value that is made twice is one value", () => {
  const values = graph();
  const sum = () => values.apply("add", values.read(x), values.apply("tanh", values.read(y)));
  expect(sum()).toBe(sum());
  expect(values.apply("add", values.read(y), values.read(x))).toBe(
    values.apply("add", values.read(x), values.read(y)),
  );
  expect(values.apply("subtract", values.read(y), values.read(x))).not.toBe(
    values.apply("subtract", values.read(x), values.read(y)),
  );
});

test("what changes nothing is left out", () => {
  const values = graph();
  const [read, zero, one] = [values.read(x), values.constant(0), values.constant(1)];
  expect(values.apply("add", read, zero)).toBe(read);
  expect(values.apply("subtract", read, zero)).toBe(read);
  expect(values.apply("multiply", one, read)).toBe(read);
  expect(values.apply("divide", read, one)).toBe(read);
  expect(values.apply("negate", values.apply("negate", read))).toBe(read);
  expect(values.choose(values.compare("less", read, one), zero, zero)).toBe(zero);
  expect(values.choose(values.compare("less", zero, one), read, zero)).toBe(read);
});

test("0 x is not 0: x may be infinite", () => {
  const values = graph();
  expect(values.apply("multiply", values.constant(0), values.read(x)).operation).toBe("multiply");
});

test("constants are folded in float32", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (left, right) => {
      const values = graph();
      const product = values.apply("multiply", values.constant(left), values.constant(right));
      expect(product.constant).toBe(Math.fround(left * right));
    }),
  );
  const values = graph();
  const folded = [-1.5, -0.5, 0.5, 1.5, 2.5, 2.4].map(
    (z) => values.apply("round", values.constant(z)).constant,
  );
  expect(folded.map((z) => (z as number) + 0)).toEqual([-2, 0, 0, 2, 2, 2]);
  expect(values.apply("modulo", values.constant(-1), values.constant(3)).constant).toBe(2);
  expect(values.flush(values.constant(-1e-31)).constant).toBe(0);
});

test("operands are scheduled before what uses them, and nothing below what is known", () => {
  const values = graph();
  const inner = values.apply("exp", values.read(x));
  const root = values.apply("add", inner, values.apply("log", inner));
  expect(schedule([root]).map(({ operation }) => operation)).toEqual(["read", "exp", "log", "add"]);
  expect(schedule([root], new Set([inner])).map(({ operation }) => operation)).toEqual(["exp", "log", "add"]);
});

test("a replaced value is replaced everywhere, and simplified anew", () => {
  const values = graph();
  const inner = values.apply("exp", values.read(x));
  const root = values.apply("add", values.read(y), values.apply("multiply", inner, values.read(y)));
  const replaced = replace(values, root, new Map([[inner, values.constant(1)]]));
  expect(replaced).toBe(values.apply("add", values.read(y), values.read(y)));
});
