import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { add, mul, recipe, tanh } from "@tenetjs/recipes";
import { leakedTensors, numbersOf, onEachBackend } from "@tenetjs/testing";
import { tensor2d, zeros } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { cell, scan } from "./index.ts";

const noisy = cell(
  recipe({
    name: "noisy",
    gates: ["a"],
    state: ["h"],
    inputs: ["noise"],
    step: ({ gates, inputs }) => ({ h: add(mul(0, tanh(gates.a)), inputs.noise) }),
  }),
  { inputSize: 2, hiddenSize: 3 },
);

await onEachBackend(() => {
  test("the step input noise is drawn in training, one number for each row and step, from the seed", async () => {
    const params = noisy.init(seed(1));
    const inputs = zeros([40, 50, 2]);
    const drawn = async (number: number) => {
      const found = scan(noisy, params, inputs, { training: true, rng: seed(number) });
      const values = await numbersOf(found.outputs);
      disposeTree(found);
      return values;
    };
    const once = await drawn(1);
    expect(once.slice(0, 3)).toEqual(Array(3).fill(once[0]));
    expect(await drawn(1)).toEqual(once);
    expect(await drawn(2)).not.toEqual(once);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    // 2000 numbers: the mean has a deviation of 0.022, the mean square of 0.032.
    expect(Math.abs(mean(once))).toBeLessThan(0.1);
    expect(Math.abs(mean(once.map((value) => value ** 2)) - 1)).toBeLessThan(0.15);
    disposeTree([params, inputs]);
  });

  test("there is no noise outside training, and given noise is taken", async () => {
    const params = noisy.init(seed(1));
    const inputs = zeros([1, 2, 2]);
    const quiet = scan(noisy, params, inputs, { rng: seed(1) });
    expect(new Set(await numbersOf(quiet.outputs))).toEqual(new Set([0]));
    const noise = tensor2d([[0.5, -1]]);
    const given = scan(noisy, params, inputs, { stepInputs: { noise } });
    expect(await numbersOf(given.outputs)).toEqual([0.5, 0.5, 0.5, -1, -1, -1]);
    expect(await leakedTensors(() => disposeTree(scan(noisy, params, inputs)))).toBe(0);
    disposeTree([params, inputs, quiet, noise, given]);
  });
});
