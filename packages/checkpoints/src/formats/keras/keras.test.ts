import { start } from "@tenetjs/backends";
import { type FileEntry, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { beforeAll, describe, expect, test } from "vitest";
import { goldenNetwork, largestGap, networkOutputs, randomNetwork } from "../../testing/network-outputs.ts";
import { fromKerasFile, fromKerasWeights, toKerasFile, toKerasWeights } from "../index.ts";

beforeAll(() => start("cpu"));

const cases = [
  ["language", "every", "step-classifier", { cell: "lstm", layers: 2, dropout: 0.25 }],
  ["classifier", "last", "sequence-classifier", { cell: "gru" }],
  ["original", "last", "sequence-classifier", { cell: "original-gru" }],
  ["bidirectional", "last", "sequence-classifier", { cell: "lstm", layers: 2, bidirectional: true }],
  ["tagger", "every", "step-classifier", { cell: "gru", bidirectional: true }],
  ["regressor", "last", "sequence-regressor", { cell: "rnn" }],
] as const;

describe("a model of Keras 3 gives Keras's outputs", () => {
  test.each(cases)("from its .keras file: %s", async (name, _, kind, options) => {
    const { bytes, inputs, outputs } = goldenNetwork(`keras-${name}`, ".keras");
    const read = await fromKerasFile(bytes);
    expect(read.network.kind).toBe(kind);
    expect(read.network.options).toMatchObject(options);
    // Float32 sums of about 20 terms of order 1 on both sides.
    expect(largestGap(await networkOutputs(read, inputs), outputs.values)).toBeLessThan(1e-5);
  });

  test.each(cases)("from its .weights.h5 file: %s", async (name, readout, _, { cell }) => {
    const { bytes, inputs, outputs } = goldenNetwork(`keras-${name}`, ".weights.h5");
    const read = await fromKerasWeights(bytes, { readout, nonlinearity: "tanh" });
    expect(read.network.options.cell).toBe(cell);
    expect(largestGap(await networkOutputs(read, inputs), outputs.values)).toBeLessThan(1e-5);
    expect(read.notes[0]).toMatch(/Keras's defaults: activation tanh, recurrent_activation sigmoid/);
  });
});

test("a head of several numbers is a classifier's, unless it is stated otherwise", async () => {
  const { bytes } = goldenNetwork("keras-original", ".keras");
  const guessed = await fromKerasFile(bytes);
  expect(guessed.network).toMatchObject({ kind: "sequence-classifier", options: { classes: 3 } });
  expect(guessed.notes).toEqual(["taken for a classifier: its 3 logits are the numbers of the head"]);
  const stated = await fromKerasFile(bytes, { predicts: "numbers" });
  expect(stated.network).toMatchObject({ kind: "sequence-regressor", options: { outputs: 3 } });
  expect(stated.notes).toEqual([]);
});

test.each(
  (["rnn", "lstm", "gru", "original-gru"] as const).flatMap((cell) => [
    [`${cell} networks`, { cell }],
    [`bidirectional ${cell} networks`, { cell, bidirectional: true }],
  ]) satisfies [string, object][],
)("%s return from Keras as they went there", async (_, kind) => {
  const recurrent = { ...kind, hiddenSize: 3, layers: 2, dropout: 0.25 };
  const input = { kind: "embedding", size: 5, dimensions: 2 } as const;
  const stored = await randomNetwork({
    kind: "step-classifier",
    options: { ...recurrent, input, classes: 4 },
  });
  const again = await fromKerasFile(await toKerasFile(stored));
  expect(again.network).toEqual(stored.network);
  expect(again.tensors).toEqual(stored.tensors);
  const weights = await fromKerasWeights(await toKerasWeights(stored), {
    readout: "every",
    nonlinearity: "tanh",
  });
  expect(weights.tensors).toEqual(stored.tensors);
});

describe("what would compute something else is refused", () => {
  test.each<[string, string, (config: Config) => void, string]>([
    [
      "another activation",
      "regressor",
      (it) => (it.activation = "relu"),
      "expected activation tanh of SimpleRNN",
    ],
    [
      "a hard sigmoid",
      "language",
      (it) => (it.recurrent_activation = "hard_sigmoid"),
      "recurrent_activation sigmoid of LSTM",
    ],
    [
      "a GRU whose bias is that of the other form",
      "classifier",
      (it) => (it.reset_after = false),
      '"bias" of shape [',
    ],
    ["a layer that reads backwards", "language", (it) => (it.go_backwards = true), "to read forwards"],
  ])("with %s", async (_, name, change, message) => {
    const bytes = await configured(name, (layers) => change(layers.find(isRecurrent)?.config as Config));
    await expect(fromKerasFile(bytes)).rejects.toThrow(message);
  });

  test.each<[string, (config: Config, layers: Layer[]) => void, string]>([
    [
      "that adds the outputs of its directions",
      (it) => (it.merge_mode = "sum"),
      'expected merge_mode concat of Bidirectional "bidirectional", got sum.',
    ],
    [
      "of another layer",
      (it) => ((it.layer as Layer).class_name = "ConvLSTM1D"),
      "got the layer Bidirectional (bidirectional)",
    ],
    [
      "of two sizes",
      (it) => ((it.backward_layer as Layer).config.units = 7),
      "expected two layers of one kind in Bidirectional",
    ],
    [
      "whose second layer reads forwards",
      (it) => ((it.backward_layer as Layer).config.go_backwards = false),
      "to read backwards, got go_backwards for forwards.",
    ],
    [
      "beside a layer that reads in one direction",
      (it, layers) => (layers[2] = it.layer as Layer),
      "expected recurrent layers of one kind, got bidirectional lstm, lstm.",
    ],
  ])("with a Bidirectional %s", async (_, change, message) => {
    const bytes = await configured("bidirectional", (layers) => change((layers[1] as Layer).config, layers));
    await expect(fromKerasFile(bytes)).rejects.toThrow(message);
  });

  test("with layers of two kinds", async () => {
    const bytes = await configured("language", (layers) => {
      const second = layers.filter(isRecurrent)[1] as Layer;
      [second.class_name, second.config.reset_after] = ["GRU", true];
    });
    await expect(fromKerasFile(bytes)).rejects.toThrow(
      "expected recurrent layers of one kind, got lstm, gru.",
    );
  });

  test("with a mask, or two heads", async () => {
    const of = (className: string) => (it: { class_name: string }) => it.class_name === className;
    const masked = configured("language", (layers) => {
      (layers.find(of("Embedding"))?.config as Config).mask_zero = true;
    });
    await expect(fromKerasFile(await masked)).rejects.toThrow("an Embedding without mask_zero");
    const twice = configured("regressor", (layers) => layers.push(layers.at(-1) as Layer));
    await expect(fromKerasFile(await twice)).rejects.toThrow("got the layer Dense (dense");
  });

  test("a SimpleRNN in a file of weights whose activation is not stated", async () => {
    const { bytes } = goldenNetwork("keras-regressor", ".weights.h5");
    await expect(fromKerasWeights(bytes, { readout: "last" })).rejects.toThrow(
      'fromKerasWeights: expected nonlinearity: "tanh" for a SimpleRNN, got none.',
    );
  });
});

describe("damage is told:", () => {
  test("a file of weights that was cut short, or is not HDF5", async () => {
    const { bytes } = goldenNetwork("keras-classifier", ".weights.h5");
    const read = (bytes: Uint8Array) => fromKerasWeights(bytes, { readout: "last", file: "a.weights.h5" });
    await expect(read(bytes.subarray(0, 1000))).rejects.toThrow(
      "fromKerasWeights (a.weights.h5): expected 16616 bytes, as the superblock says at byte 1000, got a file of 1000 bytes.",
    );
    await expect(read(Uint8Array.of(0x89, 0x48, 1, 2, 3))).rejects.toThrow(
      /the signature of HDF5 at byte 2, got 0x01/,
    );
  });

  test("an archive whose checksum is wrong, or that lacks a file", async () => {
    const { bytes } = goldenNetwork("keras-classifier", ".keras");
    const flipped = Uint8Array.from(bytes);
    flipped[9000] = (flipped[9000] ?? 0) ^ 1;
    await expect(fromKerasFile(flipped)).rejects.toMatchObject({ code: "CHECKPOINT_CORRUPT" });
    const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
    await expect(fromKerasFile(await zip.close())).rejects.toThrow(
      "expected config.json in the archive, got []",
    );
  });
});

type Config = Record<string, unknown>;
type Layer = { class_name: string; config: Config };

function isRecurrent({ config }: Layer): boolean {
  return "return_sequences" in config;
}

/** A model of Keras with another configuration. */
async function configured(name: string, change: (layers: Layer[]) => void): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 });
  const archive = new ZipReader(new Uint8ArrayReader(goldenNetwork(`keras-${name}`, ".keras").bytes), {
    useWebWorkers: false,
  });
  for (const entry of (await archive.getEntries()) as FileEntry[]) {
    let content = await entry.getData(new Uint8ArrayWriter());
    if (entry.filename === "config.json") {
      const model = JSON.parse(new TextDecoder().decode(content));
      change(model.config.layers);
      content = new TextEncoder().encode(JSON.stringify(model));
    }
    await zip.add(entry.filename, new Uint8ArrayReader(content));
  }
  return zip.close();
}
