import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { leaves, type TensorTree, tidied } from "@tenetjs/core/tensors";
import { largestDifference, leakedTensors, randomTensor, webgpuForTests } from "@tenetjs/testing";
import {
  dispose,
  grad,
  mul,
  profile,
  reshape,
  type Scalar,
  type Tensor,
  tensor1d,
} from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { accuracy } from "./losses/accuracy.ts";
import { softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
import { adam, adamw } from "./optimizers/adam.ts";
import { addWeightDecay } from "./optimizers/add-weight-decay.ts";
import { applyUpdates } from "./optimizers/apply-updates.ts";
import { chain } from "./optimizers/chain.ts";
import { clipByValue } from "./optimizers/clip-by-value.ts";
import { clipByGlobalNorm, globalNorm } from "./optimizers/global-norm.ts";
import { momentum } from "./optimizers/momentum.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { rmsprop } from "./optimizers/rmsprop.ts";
import { sgd } from "./optimizers/sgd.ts";
import { weightAverage } from "./optimizers/weight-average.ts";

/** With an empty matrix, as the wh of a cell is whose gates see x alone. */
const tree = (name: string): TensorTree => ({
  layers: [
    {
      wx: randomTensor(seed(`${name} wx`), [5, 7]),
      wh: randomTensor(seed(`${name} wh`), [7, 0]),
      b: randomTensor(seed(`${name} b`), [7]),
    },
  ],
});

/** All tensors after five steps of `optimizer` on gradients that do not depend on the parameters. */
const steps = (optimizer: Optimizer) => () =>
  tidied(() => {
    let params = tree("params");
    let state = optimizer.init(params);
    for (let step = 0; step < 5; step += 1) {
      const { updates, state: next } = optimizer.update(tree(`gradients ${step}`), state, { params, step });
      params = applyUpdates(params, updates);
      state = next;
    }
    return [params, state];
  });

const lossAndGradient = (mask?: () => Tensor) => () =>
  tidied(() => {
    const logits = randomTensor(seed("logits"), [2, 3, 11], 4);
    const targets = reshape(tensor1d([0, 10, 4, 4, 7, 1], "int32"), [2, 3]);
    const loss = (logits: Tensor) =>
      mul(softmaxCrossEntropy(logits, targets, { mask: mask?.() }), 2) as Scalar;
    return [loss(logits), grad(loss)(logits)];
  });

const accuracyOf = (mask?: () => Tensor) => () =>
  tidied(() => {
    // Of equal logits, the first counts.
    const logits = reshape(tensor1d([1, 2, 2, 5, 5, 0, 3, 1, 3, -1, -1, -1]), [2, 2, 3]);
    const targets = reshape(tensor1d([1, 1, 0, 0], "int32"), [2, 2]);
    return accuracy(logits, targets, { mask: mask?.() });
  });

/** Computations, and the kernels that should run them. */
const subjects: Record<string, [compute: () => TensorTree, ...kernels: string[]]> = {
  sgd: [steps(sgd(0.1)), "TenetUpdate"],
  momentum: [steps(momentum(0.1)), "TenetUpdate"],
  nesterov: [steps(momentum(0.1, { nesterov: true })), "TenetUpdate"],
  rmsprop: [steps(rmsprop(1e-2)), "TenetUpdate"],
  "rmsprop in tfjs's form": [
    steps(rmsprop(1e-2, { decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true })),
    "TenetUpdate",
  ],
  "rmsprop, centered, with momentum": [
    steps(rmsprop(1e-3, { centered: true, momentum: 0.9 })),
    "TenetUpdate",
  ],
  adam: [steps(adam(1e-2)), "TenetUpdate"],
  adamw: [steps(adamw(1e-2, { weightDecay: 0.1 })), "TenetUpdate"],
  clipping: [steps(clipByGlobalNorm(1)), "TenetClipByGlobalNorm"],
  "weight decay": [steps(addWeightDecay(0.1)), "TenetUpdate"],
  "the average of the weights": [steps(weightAverage(0.9)), "TenetUpdate"],
  "clipping by value": [steps(clipByValue(0.5)), "TenetUpdate"],
  "the global norm": [() => tidied(() => globalNorm(tree("gradients"))), "TenetGlobalNorm"],
  "the loss": [lossAndGradient(), "TenetSoftmaxCrossEntropy"],
  "the loss with a mask": [
    lossAndGradient(() => reshape(tensor1d([1, 1, 0, 1, 0, 1]), [2, 3])),
    "TenetSoftmaxCrossEntropy",
  ],
  accuracy: [accuracyOf(), "TenetAccuracy"],
  "accuracy with a mask": [
    accuracyOf(() => reshape(tensor1d([1, 1, 0, 1], "bool"), [2, 2])),
    "TenetAccuracy",
  ],
};

const webgpu = await webgpuForTests();
const backends = ["wasm", ...(webgpu.available ? ["webgpu" as const] : [])] as const;
const startOn = (backend: (typeof backends)[number]) => start(backend, { forwardSmallToCpu: false });
/** A computation for which the backends have different kernels. */
const wholeChain = steps(
  chain(
    clipByGlobalNorm(1),
    chain(addWeightDecay(0.1), adamw(1e-2, { weightDecay: 0.1 })),
    weightAverage(0.9),
  ),
);
const kernelsOfChain = { wasm: ["TenetChainedUpdate"], webgpu: ["TenetClipByGlobalNorm", "TenetUpdate"] };
const subjectsOn = (backend: (typeof backends)[number]): typeof subjects => ({
  ...subjects,
  "a chain": [wholeChain, ...kernelsOfChain[backend]],
});

const composed = new Map<string, number[]>();
beforeAll(async () => {
  for (const backend of backends) {
    await startOn(backend);
    for (const [name, [compute]] of Object.entries(subjectsOn(backend)))
      composed.set(`${name} on ${backend}`, await read(compute));
  }
  await import("@tenetjs/kernels/register");
});

describe.each(backends)("on %s", (backend) => {
  const subjects = subjectsOn(backend);
  beforeAll(async () => {
    await startOn(backend);
  });

  test.each(Object.keys(subjects))(
    "%s is the same with and without registered kernels, to 1e-6",
    async (name) => {
      const [compute, ...kernels] = subjects[name]!;
      let found: number[] = [];
      const { kernelNames } = await profile(async () => {
        found = await read(compute);
        return [];
      });
      expect(kernelNames).toEqual(expect.arrayContaining(kernels));
      expect(largestDifference(found, composed.get(`${name} on ${backend}`)!)).toBeLessThan(1e-6);
    },
  );

  test.each(Object.keys(subjects))("%s with registered kernels leaks nothing", async (name) => {
    const [compute] = subjects[name]!;
    const leaked = await leakedTensors(async () => {
      for (let round = 0; round < 3; round += 1) await read(compute);
    });
    expect(leaked).toBe(0);
  });
});

test("trees with their keys in another order are matched by name", async () => {
  const [a, b] = [tensor1d([1, 2]), tensor1d([30, 40])];
  const sums = applyUpdates({ a, b }, { b, a });
  expect([...(await sums.a.data()), ...(await sums.b.data())]).toEqual([2, 4, 60, 80]);
  const { updates } = sgd(1).update({ b, a }, {}, { params: { a, b }, step: 0 });
  expect([...(await (updates as typeof sums).a.data())]).toEqual([-1, -2]);
  dispose([a, b, ...leaves(sums), ...leaves(updates)]);
});

test("a state of another form is still reported", () => {
  const params = tree("params");
  const optimizer = momentum(0.1);
  const other = optimizer.init({ params, more: tensor1d([1]) });
  expect(() => optimizer.update(tree("gradients"), other, { params, step: 0 })).toThrow(TypeError);
});

async function read(compute: () => TensorTree): Promise<number[]> {
  const tensors = leaves(compute());
  const values = await Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
  dispose(tensors);
  return values.flat();
}
