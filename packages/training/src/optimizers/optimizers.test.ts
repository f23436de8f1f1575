import { disposeTree, leaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { largestDifference, onEachBackend } from "@tenetjs/testing";
import { dispose, memory, ones, tensor, tensor1d } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import golden from "../golden/optimizers.golden.json" with { type: "json" };
import { optimizerNames } from "../names.ts";
import { adam, adamw } from "./adam.ts";
import { addWeightDecay } from "./add-weight-decay.ts";
import { applyUpdates } from "./apply-updates.ts";
import { chain } from "./chain.ts";
import { clipByValue } from "./clip-by-value.ts";
import { clipByGlobalNorm } from "./global-norm.ts";
import { lion } from "./lion.ts";
import { momentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { optimizerFromOptions } from "./optimizer-from-options.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";
import { weightAverage } from "./weight-average.ts";

// Each of 100 steps rounds a parameter of magnitude 1 to float32, with an error of at most 2^-24 = 6e-8. A hundred such errors
// in random directions add up to about 3e-7. The gradients are stored and do not depend on the parameters, so nothing
// amplifies the errors. Rounding errors of the slots are multiplied by the learning rate.
const tolerance = 1e-6;

const cases: Record<keyof typeof golden.cases, Optimizer> = {
  sgd: sgd(0.05),
  momentum: momentum(0.002),
  nesterov: momentum(0.002, { nesterov: true }),
  rmsprop: rmsprop(0.01),
  "rmsprop with momentum": rmsprop(0.001, { momentum: 0.9 }),
  "rmsprop centered": rmsprop(0.01, { centered: true }),
  adam: adam(0.01),
  "adam with weight decay": chain(addWeightDecay(0.1), adam(0.01)),
  adamw: adamw(0.01, { weightDecay: 0.1 }),
};

const everyOptimizer = [
  ...Object.entries(cases),
  ["clipByGlobalNorm", clipByGlobalNorm(1)],
  ["clipByValue", clipByValue(1)],
  ["chain(clipByGlobalNorm, adam)", chain(clipByGlobalNorm(1), adam(2e-3))],
  ["weightAverage", weightAverage(0.9)],
  ["lion", lion(0.01, { weightDecay: 0.1 })],
  ["rmsprop as tfjs's", rmsprop(0.01, { decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true })],
] as const;

await onEachBackend(() => {
  test.each(Object.entries(golden.cases))("%s follows PyTorch's for 100 steps", async (name, { after }) => {
    const optimizer = cases[name as keyof typeof cases];
    const found = await descend(optimizer, Object.keys(after).map(Number));
    for (const [step, params] of Object.entries(after)) {
      expectNear(found[step]?.matrix, params.matrix.values);
      expectNear(found[step]?.vector, params.vector.values);
    }
  });

  test.each(everyOptimizer)(
    "%s does not change its arguments, and keeps only the tensors that it returns",
    async (_, optimizer) => {
      const params = startParams();
      const gradients = gradientsAt(0);
      const state = optimizer.init(params);
      const before = await valuesOf([params, gradients, state]);
      const count = memory().numTensors;

      const result = optimizer.update(gradients, state, { params, step: 0 });
      expect(memory().numTensors).toBe(count + leaves([result.updates, result.state]).length);
      expect(await valuesOf([params, gradients, state])).toEqual(before);

      disposeTree([params, gradients, state]);
      expect((await valuesOf([result.updates, result.state])).flat().every(Number.isFinite)).toBe(true);
      disposeTree([result.updates, result.state]);
    },
  );

  test("rmsprop in tfjs's form is -rate * g / sqrt(0.1 g^2 + 1e-7) at its first step", async () => {
    const optimizer = rmsprop(0.1, { decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true });
    const [update] = await firstUpdates(optimizer, [1e-4, -2]);
    expectNear(
      update,
      [1e-4, -2].map((g) => (-0.1 * g) / Math.sqrt(0.1 * g * g + 1e-7)),
    );
  });

  test("lion moves each value by the learning rate against its gradient, plus the weight decay", async () => {
    const [update] = await firstUpdates(lion(0.1), [1e-4, -2, 0]);
    expectNear(update, [-0.1, 0.1, 0]);
  });

  test("centered rmsprop stays finite for a constant gradient", async () => {
    const optimizer = rmsprop(0.1, { centered: true, decay: 0.5 });
    const params = tensor1d([1, 2, 3]);
    const gradients = tensor1d([0.1, 0.3, 0.7]);
    let state = optimizer.init(params);
    let updates: TensorTree = [];
    for (let step = 0; step < 60; step += 1) {
      const last = [state, updates];
      ({ updates, state } = optimizer.update(gradients, state, { params, step }));
      disposeTree(last);
    }
    expect((await valuesOf(updates)).flat().every(Number.isFinite)).toBe(true);
    disposeTree([params, gradients, state, updates]);
  });

  test("every optimizer turns a NaN in a gradient into a NaN in the update", async () => {
    for (const [name, optimizer] of everyOptimizer) {
      const [update] = await firstUpdates(optimizer, [1, Number.NaN, 2]);
      expect(update?.[1], name).toBeNaN();
    }
  });

  test("a schedule is called at each step, from 0", () => {
    const asked: number[] = [];
    const optimizer = sgd((step) => {
      asked.push(step);
      return 0.1;
    });
    const params = ones([2]);
    for (const step of [0, 1, 7]) {
      const { updates, state } = optimizer.update(params, {}, { params, step });
      disposeTree([updates, state]);
    }
    expect(asked).toEqual([0, 1, 7]);
    dispose(params);
  });

  test("a state saved after step 50 gives the same results as an uninterrupted run", async () => {
    const optimizer = chain(clipByGlobalNorm(1), adam(0.01));
    const whole = await descend(optimizer, [100]);
    const half = await descend(optimizer, [100], { copyStateAt: 50 });
    expect(half).toEqual(whole);
  });

  test("the error for a state of another optimizer names what is missing", () => {
    const params = ones([2]);
    const context = { params, step: 0 };
    expect(() => adam(0.1).update(params, {}, context)).toThrow(
      'adam: expected a state with "mean", got a state with nothing. Pass the state that this optimizer\'s init',
    );
    expect(() => chain(sgd(0.1), sgd(0.1)).update(params, [{}], context)).toThrow(
      "chain: expected a list of 2 states, got 1.",
    );
    dispose(params);
  });

  test("the error for gradients that do not match the parameters has their path", () => {
    const params = { a: ones([2]), b: ones([2]) };
    expect(() => sgd(0.1).update({ a: params.a, c: params.b }, {}, { params, step: 0 })).toThrow(
      'a tensor at "b"',
    );
    disposeTree(params);
  });

  describe("optimizerFromOptions", () => {
    test.each(optimizerNames)("makes %s with the defaults of its function", async (name) => {
      const made = {
        sgd: sgd(0.1),
        momentum: momentum(0.1),
        nesterov: momentum(0.1, { nesterov: true }),
        rmsprop: rmsprop(0.1),
        adam: adam(0.1),
        adamw: adamw(0.1),
        lion: lion(0.1),
      }[name];
      expect(await descend(optimizerFromOptions({ name, learningRate: 0.1 }), [3])).toEqual(
        await descend(made, [3]),
      );
    });

    test("passes options on", async () => {
      const optimizer = optimizerFromOptions({
        name: "rmsprop",
        learningRate: 0.1,
        decay: 0.5,
        momentum: 0.5,
      });
      expect(await descend(optimizer, [3])).toEqual(
        await descend(rmsprop(0.1, { decay: 0.5, momentum: 0.5 }), [3]),
      );
    });

    test("reports an option that the optimizer does not have", () => {
      const options = JSON.parse('{ "name": "adam", "learningRate": 0.1, "weightDecay": 0.1 }');
      expect(() => optimizerFromOptions(options)).toThrow(
        'expected each option to be one of name, learningRate, beta1, beta2, epsilon, got "weightDecay".',
      );
    });

    test("reports an unknown name with the known ones", () => {
      const options = JSON.parse('{ "name": "adamax", "learningRate": 0.1 }');
      expect(() => optimizerFromOptions(options)).toThrow(
        `optimizerFromOptions: expected name to be one of ${optimizerNames.join(", ")}, got "adamax".`,
      );
    });
  });
});

describe("options are checked when the optimizer is made", () => {
  test.each([
    ["sgd: expected rate to be a finite number above 0, got 0.", () => sgd(0)],
    ["adam: expected rate to be a finite number above 0, got -1.", () => adam(-1)],
    ["adam: expected beta2 to be at least 0 and below 1, got 1.", () => adam(0.1, { beta2: 1 })],
    [
      "adamw: expected weightDecay to be a number from 0 to 1, got -0.1.",
      () => adamw(0.1, { weightDecay: -0.1 }),
    ],
    ["rmsprop: expected rate to be a finite number above 0, got NaN.", () => rmsprop(Number.NaN)],
    ["rmsprop: expected epsilon to be a finite number above 0, got 0.", () => rmsprop(0.1, { epsilon: 0 })],
    ["momentum: expected decay to be at least 0 and below 1, got 1.5.", () => momentum(0.1, { decay: 1.5 })],
    ["clipByGlobalNorm: expected most to be a finite number above 0, got 0.", () => clipByGlobalNorm(0)],
    ["clipByValue: expected most to be a finite number above 0, got -1.", () => clipByValue(-1)],
    ["addWeightDecay: expected decay to be a finite number above 0, got 0.", () => addWeightDecay(0)],
  ])("%s", (message, make) => {
    expect(make).toThrow(new RangeError(message));
  });
});

type Stored = { shape: number[]; values: number[] };
type Values = { matrix: number[]; vector: number[] };

/** The parameters after each of the steps `shown` (counted from 1), along the stored gradients. */
async function descend(
  optimizer: Optimizer,
  shown: readonly number[],
  { copyStateAt }: { copyStateAt?: number } = {},
): Promise<Record<string, Values>> {
  const found: Record<string, Values> = {};
  let params = startParams();
  let state = optimizer.init(params);
  for (let step = 0; step < Math.max(...shown); step += 1) {
    if (step === copyStateAt) state = await rebuilt(state);
    const gradients = gradientsAt(step);
    const last = [params, state, gradients];
    const result = optimizer.update(gradients, state, { params, step });
    params = applyUpdates(params, result.updates);
    state = result.state;
    disposeTree([...last, result.updates]);
    if (shown.includes(step + 1)) {
      found[step + 1] = {
        matrix: [...(await params.matrix.data())],
        vector: [...(await params.vector.data())],
      };
    }
  }
  disposeTree([params, state]);
  return found;
}

/** A copy made through plain numbers, like in a checkpoint. Frees the original. */
async function rebuilt(tree: TensorTree): Promise<TensorTree> {
  const values = await valuesOf(tree);
  const copies = leaves(tree).map((leaf, index) => tensor(values[index]!, leaf.shape));
  const copy = unflatten(tree, copies);
  disposeTree(tree);
  return copy;
}

async function firstUpdates(optimizer: Optimizer, gradient: number[]): Promise<number[][]> {
  const params = ones([gradient.length]);
  const gradients = tensor1d(gradient);
  const before = optimizer.init(params);
  const { updates, state } = optimizer.update(gradients, before, { params, step: 0 });
  const values = await valuesOf(updates);
  disposeTree([params, gradients, before, updates, state]);
  return values;
}

function startParams() {
  return { matrix: stored(golden.start.matrix), vector: stored(golden.start.vector) };
}

function gradientsAt(step: number) {
  const slice = ({ shape: [, ...shape], values }: Stored) => {
    const size = shape.reduce((product, axis) => product * axis, 1);
    return tensor(values.slice(step * size, (step + 1) * size), shape);
  };
  return { matrix: slice(golden.gradients.matrix), vector: slice(golden.gradients.vector) };
}

function stored({ values, shape }: Stored) {
  return tensor(values, shape);
}

function valuesOf(tree: TensorTree): Promise<number[][]> {
  return Promise.all(leaves(tree).map(async (leaf) => [...(await leaf.data())]));
}

function expectNear(found: number[] | undefined, wanted: number[]): void {
  expect(largestDifference(found ?? [], wanted)).toBeLessThan(tolerance);
}
