import { readFileSync } from "node:fs";
import tfjs, { type io } from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { goldenNetwork, largestGap, networkOutputs, randomNetwork } from "../../testing/network-outputs.ts";
import { fromTfjsLayers, toTfjsLayers } from "../index.ts";

beforeAll(() => setBackend("cpu"));

function golden(name: string) {
  const { bytes, ...values } = goldenNetwork(`tfjs-${name}`, ".bin");
  const model = JSON.parse(readFileSync(new URL(`../../golden/tfjs-${name}.json`, import.meta.url), "utf8"));
  return { model, weights: bytes, ...values };
}

test.each(["language", "regressor", "classifier", "bidirectional"])(
  "a model of tfjs-layers gives its outputs: %s",
  async (name) => {
    const { inputs, outputs, ...files } = golden(name);
    // Float32 sums of about 20 terms of order 1 on both sides.
    expect(largestGap(await networkOutputs(fromTfjsLayers(files), inputs), outputs.values)).toBeLessThan(
      1e-5,
    );
  },
);

describe.each(
  (["rnn", "lstm", "original-gru"] as const).flatMap((cell) => [
    { cell, bidirectional: false },
    { cell, bidirectional: true },
  ]),
)("networks of $cell, bidirectional: $bidirectional,", ({ cell, bidirectional }) => {
  const recurrent = {
    cell,
    hiddenSize: 3,
    layers: 2,
    dropout: 0.25,
    ...(bidirectional ? { bidirectional } : {}),
  };
  const input = { kind: "embedding", size: 5, dimensions: 2 } as const;
  const network = { kind: "step-classifier", options: { ...recurrent, input, classes: 4 } } as const;

  test("return from tfjs-layers as they went there", async () => {
    const stored = await randomNetwork(network);
    const { notes: _, ...again } = fromTfjsLayers(toTfjsLayers(stored));
    expect(again).toEqual(stored);
  });

  test("compute there what they do here", async () => {
    const stored = await randomNetwork(network);
    const { model, weights } = toTfjsLayers(stored);
    const { modelTopology, weightsManifest } = model as io.ModelJSON;
    const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
    const loaded = await tfjs.loadLayersModel(
      tfjs.io.fromMemory({ modelTopology, weightSpecs, weightData: weights.buffer as ArrayBuffer }),
    );
    const inputs = { shape: [2, 4], values: [0, 4, 2, 1, 3, 3, 1, 0] };
    const theirs = loaded.predict(tfjs.tensor(inputs.values, inputs.shape)) as tfjs.Tensor;
    expect(largestGap(Array.from(theirs.dataSync()), await networkOutputs(stored, inputs))).toBeLessThan(
      1e-5,
    );
  });
});

test("a GRU that resets after the product is refused, since that of tfjs-layers resets before it", async () => {
  const options = { cell: "gru", hiddenSize: 3, input: { kind: "vector", size: 2 } } as const;
  const stored = await randomNetwork({ kind: "sequence-regressor", options });
  expect(() => toTfjsLayers(stored)).toThrow(/expected a cell that tfjs-layers has, got a gru/);
});

test("the hard sigmoid that tfjs-layers uses by default is refused", () => {
  const { model, weights } = golden("language");
  model.modelTopology.config.layers[1].config.recurrent_activation = "hard_sigmoid";
  expect(() => fromTfjsLayers({ model, weights })).toThrow(
    /expected recurrent_activation sigmoid of LSTM "lstm_LSTM1", got hard_sigmoid/,
  );
});

test("weights that do not fit the manifest are told by the byte", () => {
  const { model, weights } = golden("regressor");
  expect(() => fromTfjsLayers({ model, weights: weights.subarray(0, 40) })).toThrow(
    /expected the weights up to byte 96 in tensor ".*recurrent_kernel" at byte 32, got 40 bytes/,
  );
  const longer = new Uint8Array(weights.length + 4);
  longer.set(weights);
  expect(() => fromTfjsLayers({ model, weights: longer })).toThrow(
    `at byte ${weights.length}, got 4 more bytes`,
  );
  expect(() => fromTfjsLayers({ model: { format: "graph-model" }, weights })).toThrow(
    /expected format to be "layers-model"/,
  );
});
