import { seed } from "@tenetjs/core";
import { largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  add,
  dispose,
  engine,
  memory,
  type NamedAttrMap,
  type NamedTensorMap,
  square,
  type Tensor,
  tensor1d,
} from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";

/** Sizes with and without a remainder of four. */
const shapes = [[3], [4, 4], [], [5, 7], [1, 1, 2]];

type Values = Record<string, number>;
/** What a kernel does with one value of each of its lists, in float64. */
type Rule = (values: Values, attributes: Values) => Values;

const runningMean = (decay: number, mean: number, value: number) => decay * mean + (1 - decay) * value;
const root = (s: number, { epsilon, inside }: Values) =>
  inside ? Math.sqrt(s + epsilon!) : Math.sqrt(s) + epsilon!;

const kernels: { name: string; inputs: string[]; attributes: Values; rule: Rule }[] = [
  {
    name: "TenetAdd",
    inputs: ["x", "y"],
    attributes: {},
    rule: ({ x, y }) => ({ sum: x! + y! }),
  },
  {
    name: "TenetScale",
    inputs: ["g"],
    attributes: { factor: -0.3 },
    rule: ({ g }, { factor }) => ({ update: g! * factor! }),
  },
  ...[0, 1].map((nesterov) => ({
    name: "TenetMomentum",
    inputs: ["g", "v"],
    attributes: { rate: 0.1, decay: 0.9, nesterov },
    rule: (({ g, v }, { rate, decay }) => {
      const next = decay! * v! + g!;
      return { update: -rate! * (nesterov ? g! + decay! * next : next), next };
    }) as Rule,
  })),
  ...[0, 1].map((inside) => ({
    name: "TenetRootMeanSquare",
    inputs: ["g", "s"],
    attributes: { decay: 0.99, epsilon: 1e-3, inside },
    rule: (({ g, s }, attributes) => {
      const next = runningMean(attributes.decay!, s!, g! * g!);
      return { update: g! / root(next, attributes), next };
    }) as Rule,
  })),
  {
    name: "TenetCenteredRootMeanSquare",
    inputs: ["g", "s", "m"],
    attributes: { decay: 0.9, epsilon: 1e-3, inside: 0 },
    rule: ({ g, s, m }, attributes) => {
      const square = runningMean(attributes.decay!, s!, g! * g!);
      const mean = runningMean(attributes.decay!, m!, g!);
      return { update: g! / root(Math.max(0, square - mean * mean), attributes), square, mean };
    },
  },
  ...[0, -1e-3].map((shrink) => ({
    name: "TenetAdam",
    inputs: ["g", "p", "m", "s"],
    attributes: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, factor: -1e-2, shrink },
    rule: (({ g, p, m, s }, { beta1, beta2, epsilon, factor }) => {
      const mean = runningMean(beta1!, m!, g!);
      const square = runningMean(beta2!, s!, g! * g!);
      return { update: (factor! * mean) / (Math.sqrt(square) + epsilon!) + shrink * p!, mean, square };
    }) as Rule,
  })),
];

await onKernelBackends(() => {
  describe.each(kernels)("$name with $attributes", ({ name, inputs, attributes, rule }) => {
    const lists = () =>
      inputs.map((input) =>
        shapes.map((shape, index) => {
          const values = randomTensor(seed(`${input} ${index}`), shape);
          // Mean squares are not negative, and large enough for a variance.
          return input === "s" ? add(square(values), 4) : values;
        }),
      );

    test("is its rule for every value of every tensor", async () => {
      const given = lists();
      const found = run(name, given.flat(), attributes);
      const outputs = found.length / shapes.length;
      for (const [index, shape] of shapes.entries()) {
        const values = await read(given.map((list) => list[index]!));
        const expected = Array.from(values[0]!, (_, place) =>
          Object.values(
            rule(Object.fromEntries(inputs.map((input, list) => [input, values[list]![place]!])), attributes),
          ),
        );
        for (let output = 0; output < outputs; output += 1) {
          const tensor = found[output * shapes.length + index]!;
          expect(tensor.shape).toEqual(shape);
          expect(
            largestDifference(
              await tensor.data(),
              expected.map((results) => results[output]!),
            ),
          ).toBeLessThan(1e-6);
        }
      }
      dispose([given, found].flat(2));
    });

    test("leaves its inputs as they were and nothing behind", async () => {
      const given = lists().flat();
      const before = await read(given);
      const bytes = memory().numBytes;
      const leaked = await leakedTensors(() => {
        for (let step = 0; step < 20; step += 1) dispose(run(name, given, attributes));
      });
      expect(leaked).toBe(0);
      expect(memory().numBytes).toBe(bytes);
      expect(await read(given)).toEqual(before);
      dispose(given);
    });
  });

  describe("the global norm", () => {
    const gradients = () => shapes.map((shape, index) => randomTensor(seed(index), shape, 3));
    const normOf = async (tensors: Tensor[]) =>
      Math.sqrt((await read(tensors)).flat().reduce((sum, x) => sum + x * x, 0));

    test("is the root of the sum of all squares", async () => {
      const given = gradients();
      const [[norm]] = (await read(run("TenetGlobalNorm", given, {}))) as [[number]];
      expect(norm).toBeCloseTo(await normOf(given), 4);
    });

    test("clips what is longer and leaves what is not", async () => {
      const given = gradients();
      const clipped = run("TenetClipByGlobalNorm", given, { most: 2 });
      expect(await normOf(clipped)).toBeCloseTo(2, 5);
      const kept = run("TenetClipByGlobalNorm", given, { most: 1e6 });
      expect(await read(kept)).toEqual(await read(given));
    });

    test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30])(
      "a value of %d makes all values NaN",
      async (value) => {
        const clipped = run("TenetClipByGlobalNorm", [tensor1d([1, 2]), tensor1d([value])], { most: 1 });
        expect((await read(clipped)).flat()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      },
    );
  });

  test("lists that differ in a shape or a dtype are refused", () => {
    const [two, three] = [tensor1d([1, 2]), tensor1d([1, 2, 3])];
    const attributes = { rate: 0.1, decay: 0.9, nesterov: 0 };
    expect(() => run("TenetMomentum", [two, three], attributes)).toThrow(
      "TenetMomentum: expected tensor 0 of list 1 to be of shape [2], got [3].",
    );
    expect(() => run("TenetGlobalNorm", [tensor1d([1], "int32")], {})).toThrow("float32");
  });
});

function read(tensors: Tensor[]): Promise<number[][]> {
  return Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
}

function run(name: string, inputs: Tensor[], attributes: Values): Tensor[] {
  const outputs = engine().runKernel(name, inputs as unknown as NamedTensorMap, attributes as NamedAttrMap);
  return [outputs].flat() as Tensor[];
}
