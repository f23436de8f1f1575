import { seed } from "@tenetjs/core";
import {
  add,
  div,
  type Expression,
  evaluate,
  exp,
  less,
  mod,
  mul,
  sigmoid,
  sqrt,
  tanh,
  type UpdateRecipe,
  updateRecipe,
  where,
} from "@tenetjs/recipes";
import { updateKernel } from "@tenetjs/recipes/internals";
import { largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import { adamRecipe, momentumRecipe, rmspropRecipe, sgdRecipe } from "@tenetjs/training";
import {
  add as addTensors,
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

/** Shapes whose sizes are and are not multiples of four, and an empty one. */
const shapes = [[3], [4, 4], [], [5, 7], [1, 1, 2], [0, 3]];

const root = { decay: 0.9, epsilon: 1e-3, epsilonInsideRoot: false, centered: false };
const betas = { beta1: 0.9, beta2: 0.999 };
const corrected = { correctedRate: 1e-2, correctedEpsilon: 1e-8 };

/** Recipes with the scalars of a step: our optimizers, and some that a user might write. */
const cases: [name: string, recipe: UpdateRecipe, scalars?: Record<string, number>][] = [
  ["sgd", sgdRecipe, { rate: 0.3 }],
  ["momentum", momentumRecipe({ decay: 0.9, nesterov: false }), { rate: 0.1 }],
  ["nesterov", momentumRecipe({ decay: 0.9, nesterov: true }), { rate: 0.1 }],
  ["rmsprop", rmspropRecipe(root)],
  ["rmsprop with epsilon under the root", rmspropRecipe({ ...root, epsilonInsideRoot: true })],
  ["rmsprop, centered", rmspropRecipe({ ...root, centered: true })],
  ["adam", adamRecipe({ ...betas, weightDecay: 0 }), corrected],
  ["adamw", adamRecipe({ ...betas, weightDecay: 0.1 }), { ...corrected, decay: 1e-3 }],
  [
    "with functions and a condition",
    updateRecipe({
      name: "functions",
      slots: ["a", "b"],
      scalars: ["x", "y"],
      step: ({ gradient, parameter, slots, scalars }) => {
        const a = tanh(add(gradient, mul(scalars.x, slots.a)));
        const b = where(less(gradient, 0), exp(mul(-0.1, slots.b)), sigmoid(parameter));
        return { update: add(mod(slots.a, 2), mul(scalars.y, a)), next: { a, b } };
      },
    }),
    { x: 0.5, y: -0.25 },
  ],
  [
    "of scalars only",
    updateRecipe({ name: "drift", scalars: ["x"], step: ({ scalars }) => ({ update: div(scalars.x, 4) }) }),
    { x: 3 },
  ],
  [
    "with an unchanged slot",
    updateRecipe({
      name: "frozen",
      slots: ["a"],
      step: ({ gradient, slots }) => ({ update: sqrt(mul(gradient, gradient)), next: { a: slots.a } }),
    }),
  ],
];

await onKernelBackends(() => {
  describe.each(cases)("the update %s", (_, recipe, scalars = {}) => {
    const names = ["gradient", "parameter", ...recipe.slots];
    const lists = () =>
      names.map((name) =>
        shapes.map((shape, index) => {
          const values = randomTensor(seed(`${name} ${index}`), shape);
          // Mean squares have to be positive, and large enough to leave a positive variance.
          return name === "square" ? addTensors(square(values), 4) : values;
        }),
      );

    test("matches its recipe evaluated in float64, for every value of every tensor", async () => {
      const given = lists();
      const found = run(recipe, scalars, given.flat());
      const roots = [recipe.update, ...recipe.slots.map((name) => recipe.next[name] as Expression)];
      for (const [index, shape] of shapes.entries()) {
        const values = await read(given.map((list) => list[index]!));
        const expected = Array.from(values[0]!, (_, place) =>
          evaluate(roots, {
            leaf: ({ role, name }) =>
              role === "scalar"
                ? scalars[name]!
                : values[names.indexOf(role === "slot" ? name : role)]![place]!,
          }),
        );
        for (const output of roots.keys()) {
          const tensor = found[output * shapes.length + index]!;
          expect(tensor.shape).toEqual(shape);
          const wanted = expected.map((results) => results[output]!);
          // A few roundings of numbers of order 1.
          expect(largestDifference(await tensor.data(), wanted)).toBeLessThan(1e-6);
        }
      }
      dispose([given, found].flat(2));
    });

    test("leaves its inputs unchanged, and leaks nothing", async () => {
      const given = lists().flat();
      const before = await read(given);
      dispose(run(recipe, scalars, given));
      const bytes = memory().numBytes;
      const leaked = await leakedTensors(() => {
        for (let step = 0; step < 20; step += 1) dispose(run(recipe, scalars, given));
      });
      expect(leaked).toBe(0);
      expect(memory().numBytes).toBe(bytes);
      expect(await read(given)).toEqual(before);
      dispose(given);
    });
  });

  test("lists that differ in a shape or a dtype are refused", () => {
    const [two, three] = [tensor1d([1, 2]), tensor1d([1, 2, 3])];
    expect(() => run(sgdRecipe, { rate: 1 }, [two, three])).toThrow(
      "TenetUpdate (sgd): expected tensor 0 of list 1 to be of shape [2], got [3].",
    );
    const integers = tensor1d([1, 2], "int32");
    expect(() => run(sgdRecipe, { rate: 1 }, [integers, two])).toThrow("float32");
  });
});

function read(tensors: Tensor[]): Promise<number[][]> {
  return Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
}

function run(recipe: UpdateRecipe, scalars: Record<string, number>, inputs: Tensor[]): Tensor[] {
  const attributes = { recipe, scalars } as unknown as NamedAttrMap;
  const outputs = engine().runKernel(updateKernel, inputs as unknown as NamedTensorMap, attributes);
  return [outputs].flat() as Tensor[];
}
