import { start } from "@tenetjs/backends";
import {
  type Cell,
  type CellParams,
  type CellState,
  gru,
  lstm,
  peepholeLstm,
  phased,
  rnn,
  scan,
} from "@tenetjs/cells";
import { seed, split } from "@tenetjs/core";
import { disposeTree, leaves, mapTree, namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  add,
  grads,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { unrollRecipe } from "../../../cells/src/unroll-recipe.ts";
import { registerKernels } from "../register-kernels.ts";

beforeAll(async () => {
  await start("wasm");
  registerKernels();
});

type Setting = {
  readonly batch: number;
  readonly time: number;
  readonly ids?: boolean;
  readonly masked?: boolean;
  readonly timestamps?: boolean;
  readonly keep?: "all" | "last";
};

/** Values, then gradients of everything, by name. */
function results(cell: Cell, setting: Setting): Record<string, Float32Array> {
  const { batch, time, ids = false, masked = false, timestamps = false, keep = "all" } = setting;
  const rng = seed("fused");
  return tidy(() => {
    const noisy = (tree: TensorTree) =>
      mapTree(tree, (leaf, path) =>
        add(leaf, randomTensor(split(rng, path), leaf.shape, 0.3 / Math.sqrt(leaf.shape[0] as number))),
      );
    const params = noisy(cell.init(split(rng, "params")));
    const state = noisy(cell.zeroState(batch));
    const size = cell.inputSize;
    const inputs = ids
      ? tensor2d(
          Int32Array.from({ length: batch * time }, (_, i) => (i * 7) % size),
          [batch, time],
          "int32",
        )
      : randomTensor(split(rng, "inputs"), [batch, time, size]);
    const mask = tensor2d(
      Float32Array.from({ length: batch * time }, (_, i) => Number((i * 5) % 7 > 1)),
      [batch, time],
    );
    const stamps = mul(randomTensor(split(rng, "time"), [batch, time]), 3) as Tensor2D;
    const options = {
      training: true,
      keep,
      ...(masked ? { mask } : {}),
      ...(timestamps ? { time: stamps } : {}),
    };
    const weigh = (tensor: Tensor, path: string) =>
      sum(mul(tensor, randomTensor(split(split(rng, "weights"), path), tensor.shape)));
    const timed = timestamps && cell.recipe.inputs.includes("time");
    const given = { ...(ids ? {} : { inputs }), params, state, ...(timed ? { time: stamps } : {}) };
    const named = namedLeaves(given as TensorTree);
    const run = (...tensors: Tensor[]) => {
      const tree = unflatten(given as TensorTree, tensors) as unknown as {
        inputs?: Tensor;
        params: CellParams;
        state: CellState;
        time?: Tensor2D;
      };
      return scan(cell, tree.params, tree.inputs ?? inputs, {
        ...options,
        state: tree.state,
        ...(tree.time === undefined ? {} : { time: tree.time }),
      });
    };
    const loss = (...tensors: Tensor[]) => {
      const { outputs, state: final } = run(...tensors);
      return namedLeaves({ outputs, state: final } as TensorTree)
        .map(({ path, tensor }) => weigh(tensor, path))
        .reduce((a, b) => add(a, b));
    };
    const tensors = named.map(({ tensor }) => tensor);
    const values = run(...tensors);
    const gradients = grads(loss)(tensors);
    return Object.fromEntries([
      ...namedLeaves(values as unknown as TensorTree).map(({ path, tensor }) => [
        path,
        tensor.dataSync() as Float32Array,
      ]),
      ...named.map(({ path }, index) => [
        `d ${path}`,
        (gradients[index] as Tensor).dataSync() as Float32Array,
      ]),
    ]);
  });
}

/** The largest difference relative to the largest value, by name, where it is too large. */
function mismatches(cell: Cell, setting: Setting): Record<string, number> {
  const fused = results(cell, setting);
  const composed = results(
    { ...cell, unroll: (params, inputs, run) => unrollRecipe(cell.recipe, params, inputs, run) },
    setting,
  );
  const wrong: Record<string, number> = {};
  for (const [name, expected] of Object.entries(composed)) {
    const got = fused[name] as Float32Array;
    const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0.1);
    let worst = 0;
    expected.forEach((value, index) => {
      const difference = Math.abs(value - (got[index] as number)) / scale;
      worst = difference <= worst ? worst : difference;
    });
    if (!(worst <= 1e-5)) wrong[name] = worst;
  }
  return wrong;
}

const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
const cells = (inputSize: number, hiddenSize: number): Cell[] => {
  const plain = [rnn, lstm, gru, peepholeLstm].map((make) => make({ inputSize, hiddenSize }));
  return [...plain, ...plain.map((cell) => phased(cell, gate)), phased(plain[1] as Cell, "tf-contrib")];
};

const settings: Record<string, Setting> = {
  "several rows and steps": { batch: 3, time: 5 },
  "one row": { batch: 1, time: 5 },
  "one step": { batch: 6, time: 1 },
  "many rows": { batch: 37, time: 4 },
  long: { batch: 2, time: 40 },
  ids: { batch: 6, time: 5, ids: true },
  "a mask": { batch: 6, time: 5, masked: true },
  "timestamps of each row": { batch: 6, time: 5, timestamps: true },
  "timestamps and a mask, the last output": {
    batch: 5,
    time: 5,
    timestamps: true,
    masked: true,
    keep: "last",
  },
  "the last output": { batch: 6, time: 5, keep: "last" },
};

describe.each(Object.entries(settings))("with %s, fused is composed", (_, setting) => {
  for (const [inputSize, hidden] of [
    [3, 4],
    [1, 1],
    [5, 7],
    [4, 130],
  ] as const) {
    for (const cell of cells(inputSize, hidden)) {
      test(`${cell.name}, ${inputSize} to ${hidden}`, () => {
        expect(mismatches(cell, setting)).toEqual({});
      });
    }
  }
});

test("nothing is left behind", async () => {
  const cell = lstm({ inputSize: 4, hiddenSize: 8 });
  const run = () => results(cell, { batch: 3, time: 4 });
  run();
  const before = memory().numBytes;
  expect(await leakedTensors(run)).toBe(0);
  expect(memory().numBytes).toBe(before);
  void disposeTree;
  void leaves;
});
