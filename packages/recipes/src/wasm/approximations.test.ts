import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cos,
  div,
  type Expression,
  exp,
  log,
  mod,
  recipe,
  sigmoid,
  sin,
  sqrt,
  stepToWasm,
  tanh,
} from "../index.ts";
import { compiledFunction } from "./compiled-function.test.support.ts";

/** float32 of every sign and exponent, with mantissas spread evenly: denormals, infinities and NaN among them. */
const everywhere = new Float32Array(Uint32Array.from({ length: 2 ** 20 + 3 }, (_, i) => i * 4093).buffer);
const specials = Float32Array.of(0, -0, 1, -1, 88.7, -88.7, 200, -200, Infinity, -Infinity, Number.NaN);
const smallestNormal = 2 ** -126;

/** The first entries at which `got` is off by more than 1e-6 of what is expected; a denormal may be 0 instead. */
function wrong(
  inputs: Float32Array,
  got: Float32Array,
  expected: (x: number) => number,
): [number, number, number][] {
  const found: [number, number, number][] = [];
  inputs.forEach((x, index) => {
    const [wanted, value] = [expected(x), got[index] as number];
    const close =
      Object.is(wanted, value) ||
      (Number.isNaN(wanted) && Number.isNaN(value)) ||
      Math.fround(wanted) === value ||
      (Math.abs(wanted) < smallestNormal
        ? Math.abs(value) <= smallestNormal
        : Math.abs(value - wanted) <= 1e-6 * Math.abs(wanted));
    if (!close && found.length < 5) found.push([x, value, wanted]);
  });
  return found;
}

const functions: Record<string, [(x: Expression) => Expression, (x: number) => number]> = {
  exp: [exp, Math.exp],
  log: [log, Math.log],
  sqrt: [sqrt, Math.sqrt],
  sigmoid: [sigmoid, (x) => 1 / (1 + Math.exp(-x))],
  tanh: [tanh, Math.tanh],
};

describe.each([
  ["with strict SIMD", false],
  ["with relaxed SIMD", true],
])("%s,", (_, relaxed) => {
  test.each(Object.entries(functions))(
    "%s is right to 1e-6 of itself everywhere in float32",
    (_, [formula, exact]) => {
      const compiled = compiledFunction((x) => formula(x), relaxed);
      for (const inputs of [everywhere, specials]) expect(wrong(inputs, compiled(inputs), exact)).toEqual([]);
    },
  );

  test("sigmoid and tanh reach their limits, and not beyond", () => {
    const far = Float32Array.of(-Infinity, -200, -90, 90, 200, Infinity);
    const hyperbolicTangent = compiledFunction((x) => tanh(x), relaxed);
    expect([...compiledFunction((x) => sigmoid(x), relaxed)(far)]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...hyperbolicTangent(far)]).toEqual([-1, -1, -1, 1, 1, 1]);
    const all = hyperbolicTangent(everywhere);
    expect(all.every((value) => !(Math.abs(value) > 1))).toBe(true);
  });

  test("sine and cosine are within 1e-6 up to 8192, and NaN where there is no angle", () => {
    const angles = Float32Array.from({ length: 2 ** 18 + 3 }, (_, index) => (index - 2 ** 17) / 16.001);
    for (const [formula, exact] of [
      [sin, Math.sin],
      [cos, Math.cos],
    ] as const) {
      const compiled = compiledFunction((x) => formula(x), relaxed);
      const worst = compiled(angles).reduce(
        (most, value, index) => Math.max(most, Math.abs(value - exact(angles[index] as number))),
        0,
      );
      expect(worst).toBeLessThan(1e-6);
      expect([...compiled(Float32Array.of(Number.NaN, Infinity, -Infinity))]).toEqual(
        Array(3).fill(Number.NaN),
      );
    }
  });
});

test("relaxed SIMD multiplies and adds in fewer instructions", () => {
  const step = recipe({ name: "h", gates: ["a"], state: ["h"], step: ({ gates }) => ({ h: tanh(gates.a) }) });
  const [strict, relaxed] = [false, true].map((relaxed) => stepToWasm(step, { hiddenSize: 8, relaxed }));
  expect(relaxed).not.toEqual(strict);
  expect(relaxed!.length).toBeLessThan(strict!.length);
});

const modulus = compiledFunction((x, y) => mod(x, y));

test("the modulus is that of exact arithmetic, rounded, with the sign of the divisor", () => {
  const finite = fc.float({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 30), max: 2 ** 30 });
  const divisor = finite.filter((y) => Math.abs(y) > 2 ** -20);
  fc.assert(
    fc.property(fc.array(fc.tuple(finite, divisor), { minLength: 7, maxLength: 7 }), (pairs) => {
      const x = Float32Array.from(pairs, ([left]) => left);
      const y = Float32Array.from(pairs, ([, right]) => right);
      const expected = pairs.map(([left, right]) => {
        const remainder = left % right;
        if (remainder === 0 || remainder < 0 === right < 0) return remainder;
        const wrapped = Math.fround(remainder + right);
        return wrapped === right ? 0 : wrapped;
      });
      expect([...modulus(x, y)].map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
    }),
  );
});

test("a quotient is that of float32", () => {
  const quotient = compiledFunction((x, y) => div(x, y));
  const [x, y] = [Float32Array.of(1, -1, 0, 5, 3), Float32Array.of(3, 0, 0, -7, Infinity)];
  expect([...quotient(x, y)]).toEqual([Math.fround(1 / 3), -Infinity, Number.NaN, Math.fround(-5 / 7), 0]);
});
