import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { leaves, type TensorTree, tidied } from "@tenetjs/core/tensors";
import { largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
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
import { beforeAll, expect, test } from "vitest";
import { softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
import { adam, adamw } from "./optimizers/adam.ts";
import { chain } from "./optimizers/chain.ts";
import { clipByGlobalNorm, globalNorm } from "./optimizers/clip.ts";
import { momentum } from "./optimizers/momentum.ts";
import { applyUpdates, type Optimizer } from "./optimizers/optimizer.ts";
import { rmsprop } from "./optimizers/rmsprop.ts";
import { sgd } from "./optimizers/sgd.ts";

const tree = (name: string): TensorTree => ({
  layers: [{ wx: randomTensor(seed(`${name} wx`), [5, 7]), b: randomTensor(seed(`${name} b`), [7]) }],
});

/** Five steps of `optimizer` on gradients that do not depend on the parameters: what all tensors are in the end. */
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

/** What is computed, and the kernels that it is to be computed by. */
const subjects: Record<string, [compute: () => TensorTree, ...kernels: string[]]> = {
  sgd: [steps(sgd(0.1)), "TenetScale", "TenetAdd"],
  momentum: [steps(momentum(0.1)), "TenetMomentum"],
  nesterov: [steps(momentum(0.1, { nesterov: true })), "TenetMomentum"],
  rmsprop: [steps(rmsprop(1e-2)), "TenetRootMeanSquare", "TenetScale"],
  "rmsprop as tfjs's": [
    steps(rmsprop(1e-2, { decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true })),
    "TenetRootMeanSquare",
  ],
  "rmsprop, centered, with momentum": [
    steps(rmsprop(1e-3, { centered: true, momentum: 0.9 })),
    "TenetCenteredRootMeanSquare",
    "TenetMomentum",
  ],
  adam: [steps(adam(1e-2)), "TenetAdam"],
  adamw: [steps(adamw(1e-2, { weightDecay: 0.1 })), "TenetAdam"],
  clipping: [steps(chain(clipByGlobalNorm(1), sgd(0.1))), "TenetClipByGlobalNorm"],
  "the global norm": [() => tidied(() => globalNorm(tree("gradients"))), "TenetGlobalNorm"],
  "the loss": [lossAndGradient(), "TenetSoftmaxCrossEntropy"],
  "the loss with a mask": [
    lossAndGradient(() => reshape(tensor1d([1, 1, 0, 1, 0, 1]), [2, 3])),
    "TenetSoftmaxCrossEntropy",
  ],
};

const composed = new Map<string, number[]>();
beforeAll(async () => {
  await start("wasm");
  for (const [name, [compute]] of Object.entries(subjects)) composed.set(name, read(compute));
  await import("@tenetjs/kernels/register");
});

test.each(Object.keys(subjects))(
  "%s by registered kernels is what it is without them, to 1e-6",
  async (name) => {
    const [compute, ...kernels] = subjects[name]!;
    let found: number[] = [];
    const { kernelNames } = await profile(() => {
      found = read(compute);
      return [];
    });
    expect(kernelNames).toEqual(expect.arrayContaining(kernels));
    expect(largestDifference(found, composed.get(name)!)).toBeLessThan(1e-6);
  },
);

test.each(Object.keys(subjects))("%s by registered kernels leaves nothing behind", async (name) => {
  const [compute] = subjects[name]!;
  const leaked = await leakedTensors(() => {
    for (let round = 0; round < 10; round += 1) read(compute);
  });
  expect(leaked).toBe(0);
});

test("trees that name their tensors in another order are met by name", () => {
  const [a, b] = [tensor1d([1, 2]), tensor1d([30, 40])];
  const sums = applyUpdates({ a, b }, { b, a });
  expect([...sums.a.dataSync(), ...sums.b.dataSync()]).toEqual([2, 4, 60, 80]);
  const { updates } = sgd(1).update({ b, a }, {}, { params: { a, b }, step: 0 });
  expect([...(updates as typeof sums).a.dataSync()]).toEqual([-1, -2]);
  dispose([a, b, ...leaves(sums), ...leaves(updates)]);
});

test("a state of another form is still reported", () => {
  const params = tree("params");
  const optimizer = momentum(0.1);
  const other = optimizer.init({ params, more: tensor1d([1]) });
  expect(() => optimizer.update(tree("gradients"), other, { params, step: 0 })).toThrow(TypeError);
});

function read(compute: () => TensorTree): number[] {
  const result = compute();
  const values = leaves(result).flatMap((leaf) => [...leaf.dataSync()]);
  dispose(leaves(result));
  return values;
}
