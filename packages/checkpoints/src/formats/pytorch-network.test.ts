import { start } from "@tenetjs/backends";
import { lstm, scan, stack } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { numbersOf } from "@tenetjs/testing";
import { concat, reverse, slice, squeeze, tensor3d } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeSafetensors } from "../decode-safetensors.ts";
import type { StoredTensor } from "../dtype.ts";
import { fromPyTorch } from "../pytorch.ts";
import { fillTree } from "../tensors-to-tree.ts";
import { goldenNetwork, largestGap, networkOutputs, randomNetwork } from "../testing/network-outputs.ts";
import { fromPyTorchNetwork, toPyTorchNetwork } from "./index.ts";

beforeAll(() => start("cpu"));

function golden(name: string) {
  const { bytes, ...values } = goldenNetwork(`torch-${name}`, ".safetensors");
  return { tensors: decodeSafetensors(bytes).tensors, ...values };
}

describe("a network of PyTorch", () => {
  test.each([
    ["language", "every", "step-classifier"],
    ["classifier", "last", "sequence-classifier"],
    ["regressor", "last", "sequence-regressor"],
  ] as const)(
    "with an embedding or none, layers and a head gives PyTorch's outputs: %s",
    async (name, readout, kind) => {
      const { tensors, inputs, outputs } = golden(name);
      const read = fromPyTorchNetwork({ tensors, readout, nonlinearity: "tanh" });
      expect(read.network.kind).toBe(kind);
      // Float32 sums of about 20 terms of order 1 on both sides.
      expect(largestGap(await networkOutputs(read, inputs), outputs.values)).toBeLessThan(1e-5);
    },
  );

  test("has its prefix guessed, and told", () => {
    const { notes } = fromPyTorchNetwork({ tensors: golden("language").tensors, readout: "every" });
    expect(notes).toEqual([
      "taken from the names: model.lstm.* for 2 recurrent layers (lstm), model.embedding for the embedding, model.decoder.* for the head",
    ]);
  });

  test("in two directions gives PyTorch's outputs, direction by direction", async () => {
    const { tensors, inputs, outputs } = golden("bidirectional");
    const layer = stack(lstm({ inputSize: 2, hiddenSize: 4 }));
    const [x, w] = [tensor3d(inputs.values, inputs.shape as [number, number, number]), tensors["fc.weight"]];
    const hidden = (["forward", "reverse"] as const).map((direction) => {
      const own = fromPyTorch({ cell: "lstm", tensors, prefix: "rnn.", direction });
      const { outputs } = scan(
        layer,
        fillTree(layer.init(seed(1)), own),
        direction === "forward" ? x : reverse(x, 1),
      );
      return direction === "forward" ? outputs : reverse(outputs, 1);
    });
    const last = await numbersOf(squeeze(slice(concat(hidden, 2), [0, 3, 0], [2, 1, 8]), [1]));
    const logits = [0, 1].flatMap((row) =>
      [0, 1, 2].map((at) => {
        const weights = w?.data.subarray(at * 8, at * 8 + 8) as Float32Array;
        const sum = weights.reduce((sum, weight, unit) => sum + weight * (last[row * 8 + unit] as number), 0);
        return sum + Number(tensors["fc.bias"]?.data[at]);
      }),
    );
    expect(largestGap(logits, outputs.values)).toBeLessThan(1e-5);
    expect(() => fromPyTorchNetwork({ tensors, readout: "last" })).toThrow(
      /a unidirectional network, or a direction: "forward" or "reverse", got "rnn\..*_reverse"/,
    );
  });

  test("of nn.RNN has its nonlinearity stated, and one of ReLU is refused", () => {
    const { tensors } = golden("regressor");
    expect(() => fromPyTorchNetwork({ tensors, readout: "last" })).toThrow(
      'fromPyTorch: expected nonlinearity: "tanh" or "relu" for an nn.RNN, got none.',
    );
    expect(() => fromPyTorchNetwork({ tensors, readout: "last", nonlinearity: "relu" })).toThrow(
      "fromPyTorch: expected an nn.RNN of tanh, as Tenet's rnn is, got one of ReLU.",
    );
  });

  test.each<[string, (tensors: Record<string, StoredTensor>) => void, RegExp]>([
    [
      "a tensor of another module",
      (it) => (it["norm.weight"] = it["fc.bias"] as never),
      /of an nn.Linear alone, got "norm.weight"/,
    ],
    [
      "no layers",
      (it) => delete it["rnn.weight_ih_l0"],
      /expected the weights of one nn.RNN, nn.LSTM or nn.GRU \(...weight_ih_l0\), got the tensors/,
    ],
    [
      "two networks",
      (it) => (it["two.weight_ih_l0"] = it["rnn.weight_ih_l0"] as never),
      /those of "rnn\." and "two\."\. Pass the prefix/,
    ],
    [
      "no head",
      (it) => void [delete it["fc.weight"], delete it["fc.bias"]],
      /expected one nn.Linear.*got none/,
    ],
  ])("is refused with %s", (_, change, message) => {
    const tensors = { ...golden("classifier").tensors };
    change(tensors);
    expect(() => fromPyTorchNetwork({ tensors, readout: "last" })).toThrow(message);
  });
});

test.each(["rnn", "lstm", "gru"] as const)(
  "%s networks return from PyTorch as they went there",
  async (cell) => {
    const options = { cell, hiddenSize: 3, layers: 2, classes: 4 };
    for (const input of [
      { kind: "vector", size: 2 },
      { kind: "embedding", size: 5, dimensions: 2 },
    ] as const) {
      const stored = await randomNetwork({ kind: "step-classifier", options: { ...options, input } });
      const again = fromPyTorchNetwork({
        tensors: toPyTorchNetwork(stored),
        readout: "every",
        nonlinearity: "tanh",
      });
      expect(again.network).toEqual(stored.network);
      expect(again.tensors).toEqual(stored.tensors);
    }
  },
);

test("a tied head goes to PyTorch as a copy of the table", async () => {
  const options = { vocabularySize: 5, hiddenSize: 3, embedding: 3, tied: true };
  const tensors = toPyTorchNetwork(await randomNetwork({ kind: "language-model", options }));
  expect(tensors["head.weight"]).toEqual(tensors["embedding.weight"]);
});

test("a cell that PyTorch lacks is refused", async () => {
  const options = { cell: "mgu", hiddenSize: 3, input: { kind: "vector", size: 2 } } as const;
  const stored = await randomNetwork({ kind: "sequence-regressor", options });
  expect(() => toPyTorchNetwork(stored)).toThrow(
    'toPyTorchNetwork: expected one of the cells rnn, lstm, gru, original-gru, got "mgu". Weights and description are exported with --to safetensors.',
  );
});

test("a network that reads in both directions is refused", async () => {
  const options = { hiddenSize: 3, bidirectional: true, input: { kind: "vector", size: 2 } } as const;
  const stored = await randomNetwork({ kind: "step-regressor", options });
  expect(() => toPyTorchNetwork(stored)).toThrow(
    "toPyTorchNetwork: expected layers that read in one direction, got a bidirectional network.",
  );
});
