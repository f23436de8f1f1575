import { start } from "@tenetjs/backends";
import { wgslFunctions } from "@tenetjs/recipes/internals";
import { webgpuForTests } from "@tenetjs/testing";
import { backend, engine, tensor1d } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { gpuOf } from "./device/gpu-of.ts";

const webgpu = await webgpuForTests();

/** A function that applies an expression of the WGSL functions to the entries of `x` and `y`, on the GPU. */
function shaderFunction(expression: string): (x: Float32Array, y?: Float32Array) => Promise<Float32Array> {
  const code = `${wgslFunctions}
  @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) at: vec3<u32>) {
    let i = at.x + at.y * 65536u;
    if (i >= arrayLength(&out)) { return; }
    let x = a[i];
    let y = b[i];
    out[i] = ${expression};
  }`;
  const buffers = { a: "read f32", b: "read f32", out: "write f32" } as const;
  return async (x, y = x) => {
    const gpu = gpuOf(backend());
    const out = gpu.output([x.length], "float32");
    const given = { a: tensor1d(x), b: tensor1d(y), out };
    const groups = [1024, Math.ceil(x.length / 65536)] as const;
    gpu.dispatch({ label: expression, buffers, scalars: {}, code }, { buffers: given, scalars: {}, groups });
    return (await engine().makeTensorFromTensorInfo(out).data()) as Float32Array;
  };
}

/** float32 numbers of every sign and exponent, with evenly spread fractions, without denormals, infinities and NaN. */
const everywhere = new Float32Array(
  Uint32Array.from({ length: 2 ** 16 + 3 }, (_, i) => (i * 65497) >>> 0).buffer,
).filter((x) => Number.isFinite(x) && Math.abs(x) >= 2 ** -126);

/** The first entries with a relative error above 1e-6. Denormal results may be 0, as WGSL allows. */
function wrong(inputs: Float32Array, got: Float32Array, exact: (x: number) => number) {
  return [...inputs]
    .map((x, index) => ({ x, value: got[index] as number, wanted: exact(x) }))
    .filter(({ value, wanted }) => {
      if (Math.abs(wanted) > 3.4028235e38) return Math.abs(value) < 3.4e38;
      return !(Math.abs(value - wanted) <= 1e-6 * Math.abs(wanted) + 2 ** -126);
    })
    .slice(0, 5);
}

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test.each([
    ["exponential(x)", Math.exp],
    ["sigmoid(x)", (x: number) => 1 / (1 + Math.exp(-x))],
    ["hyperbolicTangent(x)", Math.tanh],
  ])("%s has a relative error below 1e-6 over all of float32", async (expression, exact) => {
    expect(wrong(everywhere, await shaderFunction(expression)(everywhere), exact)).toEqual([]);
  });

  test.each([
    ["sine(x)", Math.sin],
    ["cosine(x)", Math.cos],
  ])("%s is within 1e-6 up to 8192", async (expression, exact) => {
    const angles = Float32Array.from({ length: 2 ** 14 }, (_, index) => (index - 2 ** 13) / 1.001);
    const found = await shaderFunction(expression)(angles);
    const worst = found.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - exact(angles[index] as number))),
      0,
    );
    expect(worst).toBeLessThan(1e-6);
  });

  test("the functions saturate, and NaN stays NaN", async () => {
    const far = Float32Array.of(-Infinity, -200, 200, Infinity, Number.NaN);
    expect([...(await shaderFunction("sigmoid(x)")(far))]).toEqual([0, 0, 1, 1, Number.NaN]);
    expect([...(await shaderFunction("hyperbolicTangent(x)")(far))]).toEqual([-1, -1, 1, 1, Number.NaN]);
    expect([...(await shaderFunction("exponential(x)")(far))]).toEqual([
      0,
      0,
      Infinity,
      Infinity,
      Number.NaN,
    ]);
  });

  test("the modulus is exact up to rounding, with the sign of the divisor", async () => {
    const modulus = shaderFunction("flooredModulus(x, y)");
    const finite = fc.float({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 30), max: 2 ** 30 });
    const normal = finite.filter((x) => x === 0 || Math.abs(x) >= 2 ** -100);
    const divisor = finite.filter((y) => Math.abs(y) > 2 ** -20);
    const pairs = fc.array(fc.tuple(normal, divisor), { minLength: 200, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(pairs, async (given) => {
        const x = Float32Array.from(given, ([left]) => left);
        const y = Float32Array.from(given, ([, right]) => right);
        const expected = given.map(([left, right]) => {
          const remainder = left % right;
          if (Math.abs(remainder) < 2 ** -126) return 0;
          if (remainder < 0 === right < 0) return remainder;
          const wrapped = Math.fround(remainder + right);
          return wrapped === right ? 0 : wrapped;
        });
        expect([...(await modulus(x, y))].map((value) => value + 0)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test("an undefined modulus is NaN", async () => {
    const x = Float32Array.of(1, Infinity, Number.NaN, 1);
    const y = Float32Array.of(0, 2, 2, Number.NaN);
    expect([...(await shaderFunction("flooredModulus(x, y)")(x, y))]).toEqual(Array(4).fill(Number.NaN));
  });
});
