import { readFileSync } from "node:fs";
import { leaves, namedLeaves, type TensorTree, unflatten, zipTrees } from "@tenetjs/core/tensors";
import { largestDifference, onEachBackend } from "@tenetjs/testing";
import {
  addN,
  grads,
  mul,
  type Scalar,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import {
  bidirectional,
  type CellParams,
  gru,
  type Layer,
  lstm,
  rnn,
  type StackTree,
  scan,
  stack,
} from "./index.ts";

/** The results of two layers in PyTorch, in float64: see packages/testing/golden. */
type Golden = {
  readonly torch: string;
  readonly cell: string;
  readonly bidirectional?: boolean;
  readonly sizes: Record<"batch" | "time" | "input" | "hidden" | "layers", number>;
  readonly weights: Record<string, Values>;
  readonly inputs: Values;
  readonly initial: Record<string, Values>;
  readonly outputs: Values;
  readonly final: Record<string, Values>;
  readonly factors: { readonly outputs: Values; readonly final: Record<string, Values> };
  readonly loss: number;
  readonly gradients: {
    readonly weights: Record<string, Values>;
    readonly inputs: Values;
    readonly initial: Record<string, Values>;
  };
};

type Values = { readonly shape: number[]; readonly values: number[] };

const makers = { rnn, lstm, gru, "bidirectional-lstm": lstm, "bidirectional-gru": gru };

// The golden values are float64; ours are float32 sums of about 50 terms of order 1, each rounded at 6e-8.
const tolerance = 1e-5;

for (const [name, make] of Object.entries(makers)) {
  const golden: Golden = JSON.parse(
    readFileSync(new URL(`golden/${name}.golden.json`, import.meta.url), "utf8"),
  );
  const { input, hidden } = golden.sizes;
  const layerOf = (inputSize: number): Layer => {
    const one = make({ inputSize, hiddenSize: hidden });
    return golden.bidirectional === true ? bidirectional(one) : one;
  };
  const first = layerOf(input);
  const layer = stack(first, layerOf(first.outputSize));

  await onEachBackend(() => {
    describe(`two layers of ${name} against PyTorch ${golden.torch}`, () => {
      test("outputs and final state", async () => {
        const weights = params(golden, golden.weights, total);
        const result = scan(layer, weights, toTensor(golden.inputs), {
          state: states(golden, golden.initial),
        });
        await expectTrees(result, {
          outputs: toTensor(golden.outputs),
          state: states(golden, golden.final),
        });
      });

      test("gradients of every weight, the inputs and the initial state", async () => {
        const given = {
          params: params(golden, golden.weights, total),
          inputs: toTensor(golden.inputs),
          state: states(golden, golden.initial),
        };
        const factors = {
          outputs: toTensor(golden.factors.outputs),
          state: states(golden, golden.factors.final),
        };
        const loss = (...tensors: Tensor[]) => {
          const { params, inputs, state } = unflatten(given, tensors);
          const products = zipTrees(mul, scan(layer, params, inputs, { state }), factors);
          return addN(leaves(products).map((product) => sum(product))) as Scalar;
        };
        const [value] = await loss(...leaves(given)).data();
        expect(value).toBeCloseTo(golden.loss, 5);
        await expectTrees(unflatten(given, grads(loss)(leaves(given))), {
          params: params(golden, golden.gradients.weights, either),
          inputs: toTensor(golden.gradients.inputs),
          state: states(golden, golden.gradients.initial),
        });
      });
    });
  });
}

type Join = (inputBias: number, hiddenBias: number) => number;

/** PyTorch adds two biases to each gate. Ours is their sum, and has the gradient of either. */
const total: Join = (inputBias, hiddenBias) => inputBias + hiddenBias;
const either: Join = (inputBias) => inputBias;

function params(golden: Golden, weights: Record<string, Values>, join: Join): StackTree {
  const ofDirection = (suffix: string): CellParams => {
    const of = (key: string) => weights[`${key}_${suffix}`] as Values;
    const inputBias = of("bias_ih").values;
    const hiddenBias = of("bias_hh").values;
    const joined = inputBias.map((value, i) => join(value, hiddenBias[i] as number));
    // The GRU's candidate keeps its two biases separate. The columns are reset, update, candidate (from x), recall (from h).
    const apart = 2 * golden.sizes.hidden;
    const gruBias = [...joined.slice(0, apart), ...inputBias.slice(apart), ...hiddenBias.slice(apart)];
    return {
      wx: transposed(of("weight_ih")),
      wh: transposed(of("weight_hh")),
      b: tensor1d(golden.cell === "gru" ? gruBias : joined),
    };
  };
  const layers = Array.from({ length: golden.sizes.layers }, (_, index) =>
    golden.bidirectional === true
      ? { forward: ofDirection(`l${index}`), backward: ofDirection(`l${index}_reverse`) }
      : ofDirection(`l${index}`),
  );
  return { layers };
}

/** One record per layer, from `[layers, batch, hidden]` for each name; of a bidirectional one, those of its directions follow each other. */
function states({ bidirectional }: Golden, byName: Record<string, Values>): StackTree {
  const count = Object.values(byName)[0]?.shape[0] as number;
  const records = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      Object.entries(byName).map(([name, { shape, values }]) => {
        const size = values.length / count;
        return [name, tensor(values.slice(index * size, (index + 1) * size), shape.slice(1))];
      }),
    ),
  );
  if (bidirectional !== true) return { layers: records };
  const layers = Array.from({ length: count / 2 }, (_, index) => ({
    forward: records[2 * index] as TensorTree,
    backward: records[2 * index + 1] as TensorTree,
  }));
  return { layers };
}

function toTensor({ shape, values }: Values): Tensor {
  return tensor(values, shape);
}

function transposed({ shape, values }: Values): Tensor2D {
  return tidy(() => transpose(tensor2d(values, shape as [number, number])));
}

async function expectTrees(actual: TensorTree, expected: TensorTree): Promise<void> {
  const wanted = new Map(namedLeaves(expected).map(({ path, tensor }) => [path, tensor]));
  for (const { path, tensor } of namedLeaves(actual)) {
    const difference = largestDifference(await tensor.data(), (await wanted.get(path)?.data()) ?? []);
    expect(difference, path).toBeLessThan(tolerance);
  }
}
