import { start } from "@tenetjs/backends";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeSafetensors } from "../decode-safetensors.ts";
import type { StoredTensor } from "../dtype.ts";
import { fromPyTorch } from "../pytorch.ts";
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
    ["bidirectional", "last", "sequence-classifier"],
    ["tagger", "every", "step-classifier"],
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
      "taken for a classifier: its 5 logits are the numbers of the head",
    ]);
  });

  test("in two directions is told which outputs its head reads", () => {
    const { network, notes } = fromPyTorchNetwork({
      tensors: golden("bidirectional").tensors,
      readout: "last",
    });
    expect(network.options).toMatchObject({ bidirectional: true, layers: 2 });
    expect(notes).toEqual([
      "taken from the names: rnn.* for 2 recurrent layers (lstm, bidirectional), fc.* for the head",
      "the head reads the last output of each direction, as torch.cat([h_n[-2], h_n[-1]], 1) does: one that reads output[:, -1] computes something else",
      "taken for a classifier: its 3 logits are the numbers of the head",
    ]);
  });

  test("in two directions has its directions read one by one, for layers of one's own", () => {
    const { tensors } = golden("tagger");
    expect(() => fromPyTorch({ cell: "gru", tensors, prefix: "gru." })).toThrow(
      /a unidirectional network, or a direction: "forward" or "reverse", got "gru\..*_reverse"/,
    );
    const read = fromPyTorchNetwork({ tensors, readout: "every" }).tensors;
    for (const [direction, name] of [
      ["forward", "forward"],
      ["reverse", "backward"],
    ] as const) {
      const own = fromPyTorch({ cell: "gru", tensors, prefix: "gru.", direction });
      expect(own["layers.1.wh"]).toEqual(read[`recurrent.layers.1.${name}.wh`]);
    }
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
      "projections",
      (it) => (it["rnn.weight_hr_l0"] = it["rnn.weight_ih_l0"] as never),
      /expected a network without projections, got "rnn.weight_hr_l0"/,
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
      for (const both of [{}, { bidirectional: true }]) {
        const network = { kind: "step-classifier", options: { ...options, ...both, input } } as const;
        const stored = await randomNetwork(network);
        const again = fromPyTorchNetwork({
          tensors: toPyTorchNetwork(stored),
          readout: "every",
          nonlinearity: "tanh",
        });
        expect(again.network).toEqual(stored.network);
        expect(again.tensors).toEqual(stored.tensors);
      }
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
