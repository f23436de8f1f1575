import fc from "fast-check";
import { expect, test } from "vitest";
import { graph, replace, schedule } from "./graph.ts";

const x = { buffer: "previous", index: 0 } as const;
const y = { buffer: "previous", index: 1 } as const;

test("a value that is made twice is one value", () => {
  const values = graph();
  const sum = () => values.binary("add", values.read(x), values.unary("tanh", values.read(y)));
  expect(sum()).toBe(sum());
  expect(values.binary("add", values.read(y), values.read(x))).toBe(
    values.binary("add", values.read(x), values.read(y)),
  );
  expect(values.binary("subtract", values.read(y), values.read(x))).not.toBe(
    values.binary("subtract", values.read(x), values.read(y)),
  );
});

test("what changes nothing is left out", () => {
  const values = graph();
  const [read, zero, one] = [values.read(x), values.constant(0), values.constant(1)];
  expect(values.binary("add", read, zero)).toBe(read);
  expect(values.binary("subtract", read, zero)).toBe(read);
  expect(values.binary("multiply", one, read)).toBe(read);
  expect(values.binary("divide", read, one)).toBe(read);
  expect(values.unary("negate", values.unary("negate", read))).toBe(read);
  expect(values.choose(values.compare("less", read, one), zero, zero)).toBe(zero);
  expect(values.choose(values.compare("less", zero, one), read, zero)).toBe(read);
});

test("0 x is not 0: x may be infinite", () => {
  const values = graph();
  expect(values.binary("multiply", values.constant(0), values.read(x)).operation).toBe("multiply");
});

test("constants are folded in float32", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (left, right) => {
      const values = graph();
      const product = values.binary("multiply", values.constant(left), values.constant(right));
      expect(product.constant).toBe(Math.fround(left * right));
    }),
  );
  const values = graph();
  const folded = [-1.5, -0.5, 0.5, 1.5, 2.5, 2.4].map(
    (z) => values.unary("round", values.constant(z)).constant,
  );
  expect(folded.map((z) => (z as number) + 0)).toEqual([-2, 0, 0, 2, 2, 2]);
  expect(values.binary("modulo", values.constant(-1), values.constant(3)).constant).toBe(2);
  expect(values.unary("flush", values.constant(-1e-31)).constant).toBe(0);
});

test("operands are scheduled before what uses them, and nothing below what is known", () => {
  const values = graph();
  const inner = values.unary("exp", values.read(x));
  const root = values.binary("add", inner, values.unary("log", inner));
  expect(schedule([root]).map(({ operation }) => operation)).toEqual(["read", "exp", "log", "add"]);
  expect(schedule([root], new Set([inner])).map(({ operation }) => operation)).toEqual(["exp", "log", "add"]);
});

test("a replaced value is replaced everywhere, and simplified anew", () => {
  const values = graph();
  const inner = values.unary("exp", values.read(x));
  const root = values.binary("add", values.read(y), values.binary("multiply", inner, values.read(y)));
  const replaced = replace(values, root, new Map([[inner, values.constant(1)]]));
  expect(replaced).toBe(values.binary("add", values.read(y), values.read(y)));
});
