import { type BackendName, start } from "@tenetjs/backends";
import { type Layer, scan } from "@tenetjs/cells";
import { seed, split } from "@tenetjs/core";
import {
  disposeTree,
  leaves,
  mapTree,
  namedLeaves,
  type TensorTree,
  tidied,
  unflatten,
} from "@tenetjs/core/tensors";
import {
  add,
  cast,
  expandDims,
  mul,
  oneHot,
  type Scalar,
  slice,
  sub,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { onEachBackend } from "./backends.ts";
import { gradientMismatches } from "./gradient-check.ts";
import { largestDifference } from "./largest-difference.ts";
import { leakedTensors } from "./leak-check.ts";
import { numbersOf } from "./numbers-of.ts";
import { randomTensor } from "./random-tensors.ts";
import { startForTests } from "./start-for-tests.ts";

const batch = 2;
const time = 5;

/**
 * Tests everything that a layer promises, on every backend or on those of `backends`: shapes, determinism, carried state, ids in place of
 * one-hot vectors, masks, gradients by finite differences, no leaks, unchanged inputs. `make` builds a layer of
 * input size 4.
 */
export async function layerContract(
  name: string,
  make: () => Layer,
  { backends }: { readonly backends?: readonly BackendName[] } = {},
): Promise<void> {
  describe(name, async () => {
    await onEachBackend((backend) => {
      const layer = make();
      const rng = seed(`contract of ${name}`);

      test("gives an output for each step and a state like its zero state", () => {
        using run = scene(layer);
        const { outputs, state } = scan(layer, run.params, run.inputs);
        expect(outputs.shape).toEqual([batch, time, layer.outputSize]);
        expect(shapes(state)).toEqual(shapes(run.state));
        run.free(outputs, state);
      });

      test("gives the same parameters and outputs for the same seed, to the bit", async () => {
        using run = scene(layer);
        const again = layer.init(split(rng, "params"));
        const once = layer.init(split(rng, "params"));
        expect(await numbersOf(again)).toEqual(await numbersOf(once));
        const first = scan(layer, again, run.inputs);
        const second = scan(layer, once, run.inputs);
        expect(await numbersOf(second)).toEqual(await numbersOf(first));
        run.free(again, once, first, second);
      });

      test("a sequence in two parts, with the state carried over, gives the same as the whole", async () => {
        using run = scene(layer);
        const whole = scan(layer, run.params, run.inputs, { state: run.state });
        const parts = tidy(() => {
          const first = scan(layer, run.params, steps(run.inputs, 0, 3), { state: run.state });
          const second = scan(layer, run.params, steps(run.inputs, 3, time), {
            state: first.state,
            firstStep: 3,
          });
          return [...leaves(second.state), slice(second.outputs, [0, 1, 0], [-1, 1, -1])];
        });
        const expected = tidy(() => [
          ...leaves(whole.state),
          slice(whole.outputs, [0, time - 1, 0], [-1, 1, -1]),
        ]);
        expect(await difference(parts, expected)).toBeLessThan(1e-5);
        run.free(whole, parts, expected);
      });

      test("ids give the same as their one-hot vectors", async () => {
        using run = scene(layer);
        const ids = tensor2d([0, 3, 1, 2, 2, 1, 1, 0, 3, 2], [batch, time], "int32");
        const hot = tidy(() => cast(oneHot(ids, layer.inputSize), "float32"));
        const byId = scan(layer, run.params, ids, { state: run.state });
        const byVector = scan(layer, run.params, hot, { state: run.state });
        expect(await difference(byId, byVector)).toBeLessThan(1e-5);
        run.free(ids, hot, byId, byVector);
      });

      test("padded steps do not change the state, whatever their values", async () => {
        using run = scene(layer);
        const mask = tensor2d([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], [batch, time]);
        const garbage = tidy(() => add(run.inputs, mul(1e30, expandDims(sub(1, mask), 2))));
        const masked = scan(layer, run.params, garbage, { state: run.state, mask });
        const short = tidied(() => {
          const state = unflatten(
            run.state,
            leaves(run.state).map((leaf) => slice(leaf, 1, 1)),
          );
          return scan(layer, run.params, slice(run.inputs, [1, 0, 0], [1, 3, -1]), { state });
        });
        const secondRow = tidy(() => leaves(masked.state).map((leaf) => slice(leaf, 1, 1)));
        expect(await difference(secondRow, leaves(short.state))).toBeLessThan(1e-5);
        run.free(mask, garbage, masked, short, secondRow);
      });

      test("keeping only the last output gives the last of all outputs", async () => {
        using run = scene(layer);
        const all = scan(layer, run.params, run.inputs);
        const last = scan(layer, run.params, run.inputs, { keep: "last" });
        const expected = tidy(() => slice(all.outputs, [0, time - 1, 0], [-1, 1, -1]));
        expect(await difference(last.outputs, expected)).toBe(0);
        run.free(all, last, expected);
      });

      if (backend === "cpu") {
        test("gradients of all parameters, the inputs and the initial state agree with finite differences", async () => {
          using run = scene(layer);
          const { loss, given } = weightedLoss(layer, run);
          expect(await gradientMismatches(loss, given)).toEqual([]);
        });
      } else {
        // Checking each entry takes hundreds of losses, so other backends are compared with the cpu backend, whose gradients are checked.
        test("gradients of all parameters, the inputs and the initial state equal those of the cpu backend", async () => {
          const lossAndGradients = async () => {
            using run = scene(layer);
            const { loss, given } = weightedLoss(layer, run);
            const { value, grads } = valueAndGrads(loss)(Object.values(given));
            const numbers = await numbersOf([value, ...grads]);
            run.free(value, grads);
            return numbers;
          };
          const found = await lossAndGradients();
          await start("cpu");
          const expected = await lossAndGradients();
          await startForTests(backend);
          // Transcendental functions on a GPU are accurate to about 2^-11 (WGSL, section 15.7.4).
          expect(largestDifference(found, expected)).toBeLessThan(backend === "webgpu" ? 1e-3 : 1e-4);
        });
      }

      test("leaks no tensors, and does not change its arguments", async () => {
        using run = scene(layer);
        const before = await numbersOf([run.params, run.inputs, run.state]);
        const leaked = await leakedTensors(() => {
          for (let round = 0; round < 3; round += 1)
            run.free(scan(layer, run.params, run.inputs, { state: run.state }));
        });
        expect(leaked).toBe(0);
        expect(await numbersOf([run.params, run.inputs, run.state])).toEqual(before);
      });

      test("a wrong input size is reported with the axis", () => {
        using run = scene(layer);
        const wrong = randomTensor(rng, [batch, time, layer.inputSize + 1]);
        expect(() => scan(layer, run.params, wrong)).toThrow(/Axis 2/);
        run.free(wrong);
      });
    }, backends);
  });
}

/** Random parameters (none at a special value such as 0), inputs and state for a layer, and weights for a loss. */
function scene(layer: Layer) {
  const rng = seed("scene");
  const noisy = (tree: TensorTree, deviation: number) =>
    tidyTree(tree, (leaf, path) => add(leaf, randomTensor(split(rng, path), leaf.shape, deviation)));
  const params = noisy(layer.init(split(rng, "params")), 0.1);
  const state = noisy(layer.zeroState(batch), 0.5);
  const inputs = randomTensor(split(rng, "inputs"), [batch, time, layer.inputSize]);
  const shapesOfResults = [[batch, time, layer.outputSize], ...leaves(state).map(({ shape }) => shape)];
  const weights = shapesOfResults.map((shape, index) =>
    randomTensor(split(split(rng, "weights"), index), shape),
  );
  const free = (...trees: (TensorTree | object)[]) => {
    for (const tree of trees) disposeTree(tree as TensorTree);
  };
  return {
    params,
    state,
    inputs,
    weights,
    free,
    [Symbol.dispose]: () => free(params, state, inputs, weights),
  };
}

/** A weighted sum of the outputs and the last state, with a weight for each number, as a function of everything that it depends on. */
function weightedLoss(layer: Layer, { params, state, inputs, weights }: ReturnType<typeof scene>) {
  const paths = [...namedLeaves(params), ...namedLeaves(state, "state")].map(({ path }) => path);
  const tensors = [...leaves(params), ...leaves(state)];
  const given = {
    inputs,
    ...Object.fromEntries(paths.map((path, index) => [path, tensors[index] as Tensor])),
  };
  const loss = (inputs: Tensor, ...rest: Tensor[]) => {
    const of = {
      state: unflatten(state, rest.slice(leaves(params).length)),
      training: true,
      rng: seed(1),
    };
    const result = scan(layer, unflatten(params, rest.slice(0, leaves(params).length)), inputs, of);
    const terms = [result.outputs, ...leaves(result.state)].map((tensor, index) =>
      sum<Scalar>(mul(tensor, weights[index] as Tensor)),
    );
    return terms.reduce((a, b) => add(a, b));
  };
  return { loss, given };
}

function tidyTree(tree: TensorTree, transform: (leaf: Tensor, path: string) => Tensor): TensorTree {
  const made = mapTree(tree, (leaf, path) => tidy(() => transform(leaf, path)));
  disposeTree(tree);
  return made;
}

function steps(inputs: Tensor, from: number, to: number): Tensor {
  return slice(inputs, [0, from, 0], [-1, to - from, -1]);
}

function shapes(tree: TensorTree): [string, number[]][] {
  return namedLeaves(tree).map(({ path, tensor }) => [path, tensor.shape]);
}

async function difference(actual: TensorTree, expected: TensorTree): Promise<number> {
  return largestDifference(await numbersOf(actual), await numbersOf(expected));
}
