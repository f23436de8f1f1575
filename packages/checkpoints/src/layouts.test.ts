import { readFileSync } from "node:fs";
import { gru, lstm, rnn, scan, stack } from "@tenetjs/cells";
import { seed, uniform } from "@tenetjs/core";
import "@tensorflow/tfjs-backend-cpu";
import { setBackend, tensor2d, tensor3d } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  fillTree,
  fromKeras,
  fromPyTorch,
  type PyTorchCell,
  type StoredTensor,
  toKeras,
  toPyTorch,
} from "./index.ts";

beforeAll(() => setBackend("cpu"));

const cells = ["rnn", "lstm", "gru"] as const satisfies readonly PyTorchCell[];
const makers = { rnn, lstm, gru };
const gateCounts = { rnn: 1, lstm: 4, gru: 3 };

describe("fromPyTorch", () => {
  test.each(cells)("two layers of PyTorch's %s give PyTorch's outputs in Tenet", (cell) => {
    const { sizes, weights, inputs, initial, outputs } = torchGolden(cell);
    const network = stack(
      makers[cell]({ inputSize: sizes.input, hiddenSize: sizes.hidden }),
      makers[cell]({ inputSize: sizes.hidden, hiddenSize: sizes.hidden }),
    );
    const named = Object.fromEntries(
      Object.entries(weights).map(([name, values]) => [`encoder.${name}`, stored(values)]),
    );
    const params = fillTree(
      network.init(seed(1)),
      fromPyTorch({ cell, tensors: named, prefix: "encoder.", nonlinearity: "tanh" }),
    );
    const result = scan(network, params, toTensor(inputs), { state: states(initial) });
    // Float32 sums of about 50 terms of order 1 are compared with float64.
    expectClose(result.outputs.dataSync(), outputs.values, 1e-5);
  });

  test("a network without biases has biases of 0", () => {
    const { weight_ih_l0, weight_hh_l0 } = torchWeights("lstm", 2, 3);
    const b = fromPyTorch({ cell: "lstm", tensors: { weight_ih_l0, weight_hh_l0 } })["layers.0.b"];
    expect(b).toEqual({ dtype: "F32", shape: [12], data: new Float32Array(12) });
  });

  test("the error for tensors that it cannot read names them", () => {
    const tensors = torchWeights("gru", 2, 3);
    expect(() => fromPyTorch({ cell: "gru", tensors: {} })).toThrow(/a tensor "weight_ih_l0"/);
    expect(() => fromPyTorch({ cell: "lstm", tensors })).toThrow(
      /"weight_ih_l0" of shape \[12, 2\], got \[9, 2\]/,
    );
    expect(() =>
      fromPyTorch({ cell: "gru", tensors: { ...tensors, weight_ih_l0_reverse: tensors.weight_ih_l0 } }),
    ).toThrow(/a unidirectional network, or a direction: "forward" or "reverse", got "weight_ih_l0_reverse"/);
    const { weight_hh_l0: _, ...rest } = tensors;
    expect(() => fromPyTorch({ cell: "gru", tensors: rest })).toThrow(
      /a floating-point tensor "weight_hh_l0", got none/,
    );
  });
});

describe("toPyTorch", () => {
  test("restores the weights, and biases with the same sums", () => {
    fc.assert(
      fc.property(sizes, ({ cell, input, hidden }) => {
        const theirs = torchWeights(cell, input, hidden);
        const ours = fromPyTorch({ cell, tensors: theirs, nonlinearity: "tanh" });
        const back = toPyTorch({ cell, tensors: { ...ours, "head.w": theirs.weight_ih_l0 }, prefix: "rnn." });
        expect(Object.keys(back).sort()).toEqual([
          "rnn.bias_hh_l0",
          "rnn.bias_ih_l0",
          "rnn.weight_hh_l0",
          "rnn.weight_ih_l0",
        ]);
        expect(back["rnn.weight_ih_l0"]).toEqual(theirs.weight_ih_l0);
        expect(back["rnn.weight_hh_l0"]).toEqual(theirs.weight_hh_l0);
        expect(fromPyTorch({ cell, tensors: back, prefix: "rnn.", nonlinearity: "tanh" })).toEqual(ours);
      }),
    );
  });

  test("tensors without such layers are refused", () => {
    expect(() => toPyTorch({ cell: "rnn", tensors: {} })).toThrow(
      /toPyTorch: expected a tensor "layers.0.wx"/,
    );
  });
});

describe("fromKeras and toKeras", () => {
  test.each(cells)("a %s layer of Keras gives Keras's outputs in Tenet", (cell) => {
    const { weights, inputs, outputs } = kerasGolden()[cell];
    const { kernel, recurrentKernel, bias } = weights;
    const layer = makers[cell]({ inputSize: 2, hiddenSize: 3 });
    const ours = fromKeras({
      cell,
      weights: { kernel: stored(kernel), recurrentKernel: stored(recurrentKernel), bias: stored(bias) },
    });
    const result = scan(layer, fillTree(layer.init(seed(1)), ours), toTensor(inputs));
    // Both sides sum 6 terms of order 1 over 4 steps in float32.
    expectClose(result.outputs.dataSync(), outputs.values, 1e-5);
  });

  test("a round trip gives the same weights", () => {
    fc.assert(
      fc.property(sizes, ({ cell, input, hidden }) => {
        const ours = fromPyTorch({ cell, tensors: torchWeights(cell, input, hidden), nonlinearity: "tanh" });
        const weights = toKeras({ cell, tensors: ours, from: "layers.0." });
        expect(weights.kernel.shape).toEqual([input, gateCounts[cell] * hidden]);
        expect(weights.bias.shape).toEqual(cell === "gru" ? [2, 3 * hidden] : [gateCounts[cell] * hidden]);
        expect(fromKeras({ cell, weights, into: "layers.0." })).toEqual(ours);
      }),
    );
  });

  test("a GRU without reset_after is another cell, and a missing bias becomes 0", () => {
    const ours = fromPyTorch({ cell: "gru", tensors: torchWeights("gru", 2, 3) });
    const { kernel, recurrentKernel } = toKeras({ cell: "gru", tensors: ours, from: "layers.0." });
    const bias = { dtype: "F32", shape: [9], data: new Float32Array(9) } as const;
    expect(() => fromKeras({ cell: "gru", weights: { kernel, recurrentKernel, bias } })).toThrow(
      /"bias" of shape \[2, 9\], got \[9\]/,
    );
    const original = fromKeras({ cell: "original-gru", weights: { kernel, recurrentKernel, bias } });
    expect(toKeras({ cell: "original-gru", tensors: original })).toEqual({ kernel, recurrentKernel, bias });
    expect(fromKeras({ cell: "gru", weights: { kernel, recurrentKernel } }).b?.data).toEqual(
      new Float32Array(12),
    );
  });
});

const sizes = fc.record({
  cell: fc.constantFrom(...cells),
  input: fc.integer({ min: 1, max: 4 }),
  hidden: fc.integer({ min: 1, max: 4 }),
});

/** A layer of PyTorch, filled with distinct numbers. */
function torchWeights(cell: PyTorchCell, input: number, hidden: number) {
  const rng = seed(`${cell} ${input} ${hidden}`);
  const rows = gateCounts[cell] * hidden;
  const fill = (...shape: number[]): StoredTensor => ({
    dtype: "F32",
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => uniform(rng, -1, 1)),
  });
  return {
    weight_ih_l0: fill(rows, input),
    weight_hh_l0: fill(rows, hidden),
    bias_ih_l0: fill(rows),
    bias_hh_l0: fill(rows),
  };
}

type Values = { shape: number[]; values: number[] };

function torchGolden(cell: PyTorchCell): {
  sizes: { input: number; hidden: number };
  weights: Record<string, Values>;
  inputs: Values;
  initial: Record<string, Values>;
  outputs: Values;
} {
  return JSON.parse(
    readFileSync(new URL(`../../cells/src/golden/${cell}.golden.json`, import.meta.url), "utf8"),
  );
}

function kerasGolden(): Record<
  PyTorchCell,
  {
    weights: Record<"kernel" | "recurrentKernel" | "bias", Values>;
    inputs: Values;
    outputs: Values;
  }
> {
  return JSON.parse(readFileSync(new URL("golden/keras.golden.json", import.meta.url), "utf8"));
}

function stored({ shape, values }: Values): StoredTensor {
  return { dtype: "F32", shape, data: Float32Array.from(values) };
}

function toTensor({ shape, values }: Values) {
  return tensor3d(values, shape as [number, number, number]);
}

/** Tensors `[layers, batch, hidden]` by name, as one record for each layer. */
function states(byName: Record<string, Values>) {
  const layers = [0, 1].map((layer) =>
    Object.fromEntries(
      Object.entries(byName).map(([name, { shape, values }]) => {
        const size = values.length / 2;
        const of = values.slice(layer * size, (layer + 1) * size);
        return [name, tensor2d(of, [shape[1] as number, shape[2] as number])];
      }),
    ),
  );
  return { layers };
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs((actual[index] as number) - value)).toBeLessThan(tolerance);
  });
}
