import { start } from "@tenetjs/backends";
import { seed, split } from "@tenetjs/core";
import { leaves, mapTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import "@tenetjs/kernels/register";
import { leakedTensors, randomTensor } from "@tenetjs/testing";
import { dispose, mul, norm, profile } from "@tensorflow/tfjs-core";
import { beforeEach, describe, expect, test } from "vitest";
import { adamw } from "./adam.ts";
import { addWeightDecay } from "./add-weight-decay.ts";
import { applyUpdates, stepped } from "./apply-updates.ts";
import { chain } from "./chain.ts";
import { clipByGlobalNorm } from "./global-norm.ts";
import { momentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { perTensor } from "./per-tensor.ts";
import { weightAverage } from "./weight-average.ts";

/** Sizes of which threads take slices, and small ones that are not multiples of four. */
const tree = (name: string): TensorTree => {
  const rng = seed(name);
  const shapes = { w: [601, 502], u: [7, 3], b: [502], one: [] };
  return mapTreeOf(shapes, (shape, key) => randomTensor(split(rng, key), shape));
};

function mapTreeOf<T>(record: Record<string, number[]>, to: (shape: number[], key: string) => T) {
  return Object.fromEntries(Object.entries(record).map(([key, shape]) => [key, to(shape, key)]));
}

const parts = (): readonly Optimizer[] => [
  clipByGlobalNorm(1),
  addWeightDecay(0.1),
  adamw(1e-2, { weightDecay: 0.1 }),
  weightAverage(0.9),
];

/** Parameters and states of all parts after three steps. `step` returns the parameters and the states after one. */
function after(
  step: (
    params: TensorTree,
    states: TensorTree,
    gradients: TensorTree,
    index: number,
  ) => [TensorTree, TensorTree],
): number[] {
  const result = tidied(() => {
    let params = tree("params");
    let states: TensorTree = parts().map((part) => part.init(params));
    for (let index = 0; index < 3; index += 1)
      [params, states] = step(params, states, tree(`gradients ${index}`), index);
    return [params, states];
  });
  const values = leaves(result).flatMap((tensor) => [...tensor.dataSync()]);
  dispose(leaves(result));
  return values;
}

const oneByOne = () => {
  const optimizers = parts();
  return after((params, states, gradients, step) => {
    let updates = gradients;
    const next = optimizers.map((optimizer, index) => {
      const result = optimizer.update(updates, (states as TensorTree[])[index] as TensorTree, {
        params,
        step,
      });
      updates = result.updates;
      return result.state;
    });
    return [applyUpdates(params, updates), next];
  });
};

const chained = () => {
  const optimizer = chain(...(parts() as [Optimizer, ...Optimizer[]]));
  return after((params, states, gradients, step) => {
    const { updates, state } = optimizer.update(gradients, states, { params, step });
    return [applyUpdates(params, updates), state];
  });
};

const inOneKernel = () => {
  const optimizer = chain(...(parts() as [Optimizer, ...Optimizer[]]));
  return after((params, states, gradients, step) => {
    const next = stepped(optimizer, gradients, states, { params, step });
    return [next.params, next.state];
  });
};

describe("on WASM", () => {
  beforeEach(() => start("wasm", { threads: 1 }));

  test("a chain computes the same to the bit as its parts one after another, and so does it with the update applied", () => {
    const expected = oneByOne();
    expect(chained()).toEqual(expected);
    expect(inOneKernel()).toEqual(expected);
  });

  test("threads change no bit", async () => {
    const expected = inOneKernel();
    for (const threads of [2, 3]) {
      await start("wasm", { threads });
      expect(inOneKernel()).toEqual(expected);
      expect(oneByOne()).toEqual(expected);
    }
  });

  test("a step is one kernel, and leaks nothing", async () => {
    const { kernelNames } = await profile(() => {
      inOneKernel();
      return [];
    });
    expect(new Set(kernelNames.filter((name) => name.startsWith("Tenet")))).toEqual(
      new Set(["TenetChainedUpdate"]),
    );
    expect(await leakedTensors(inOneKernel)).toBe(0);
  });

  test("a chain with a part that is no recipe, or that clips what another has changed, runs its parts one after another", () => {
    const halves = perTensor({
      name: "halves",
      slots: [],
      update: ({ gradient }) => ({ update: mul(gradient, 0.5), slots: {} }),
    });
    for (const optimizer of [
      chain(halves, clipByGlobalNorm(1), momentum(0.1)),
      chain(addWeightDecay(0.1), clipByGlobalNorm(1), momentum(0.1)),
    ]) {
      const norms = tidied(() => {
        const params = tree("params");
        const { updates } = optimizer.update(tree("gradients"), optimizer.init(params), { params, step: 0 });
        return mapTree(updates, (update) => norm(update));
      });
      const values = leaves(norms).map((length) => length.dataSync()[0] as number);
      // Momentum's first step is the clipped gradient times the rate.
      expect(Math.hypot(...values)).toBeCloseTo(0.1, 5);
      dispose(leaves(norms));
    }
  });

  test("a state of another form is refused by name", () => {
    const params = tree("params");
    const optimizer = chain(clipByGlobalNorm(1), momentum(0.1));
    expect(() => optimizer.update(params, [{}, {}], { params, step: 0 })).toThrow(
      /momentum: expected a state with/,
    );
    expect(() => optimizer.update(params, [{}], { params, step: 0 })).toThrow(
      /chain: expected a list of 2 states/,
    );
    dispose(leaves(params));
  });
});
