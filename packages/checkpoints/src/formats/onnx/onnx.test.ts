import { start } from "@tenetjs/backends";
import type { Network } from "@tenetjs/models";
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { beforeAll, describe, expect, test } from "vitest";
import { corrupt } from "../../corrupt.ts";
import { goldenNetwork, largestGap, networkOutputs, randomNetwork } from "../../testing/network-outputs.ts";
import { encodeMessage } from "../../wire/encode-message.ts";
import { fromOnnx, nextState, stateNames, toOnnx } from "../index.ts";
import { decodeMessage } from "./decode-message.ts";
import { messageForms, type OnnxModel, type OnnxNode } from "./messages.ts";

beforeAll(async () => {
  await start("cpu");
  env.wasm.numThreads = 1;
});

const networks: readonly Network[] = (["rnn", "lstm", "gru", "original-gru"] as const).flatMap(
  (cell): Network[] => {
    const recurrent = { cell, hiddenSize: 3, layers: 2 };
    return [
      { kind: "language-model", options: { ...recurrent, vocabularySize: 5 } },
      { kind: "language-model", options: { ...recurrent, vocabularySize: 5, embedding: 3, tied: true } },
      { kind: "step-classifier", options: { ...recurrent, input: { kind: "vector", size: 2 }, classes: 4 } },
      {
        kind: "sequence-classifier",
        options: { ...recurrent, input: { kind: "embedding", size: 5, dimensions: 2 }, classes: 4 },
      },
      { kind: "sequence-regressor", options: { ...recurrent, input: { kind: "vector", size: 2 } } },
      { kind: "step-regressor", options: { ...recurrent, input: { kind: "vector", size: 2 } } },
      {
        kind: "step-classifier",
        options: { ...recurrent, bidirectional: true, input: { kind: "vector", size: 2 }, classes: 4 },
      },
      {
        kind: "sequence-regressor",
        options: { ...recurrent, bidirectional: true, input: { kind: "one-hot", size: 5 }, outputs: 2 },
      },
    ];
  },
);

const ids = { shape: [2, 4], values: [0, 4, 2, 1, 3, 3, 1, 0] };
const vectors = { shape: [2, 4, 2], values: Array.from({ length: 16 }, (_, index) => Math.sin(3 * index)) };

const named = networks.map((network) => {
  const both = readsBack(network) ? "bidirectional " : "";
  return [`${both}${network.options.cell} ${network.kind}`, network] as const;
});

describe("a network goes to ONNX", () => {
  test.each(named)(
    "and ONNX Runtime computes what Tenet does, a step at a time too if it reads forwards alone: %s",
    async (_, network) => {
      const stored = await randomNetwork(network);
      const session = await InferenceSession.create(toOnnx(stored));
      const readsIds = session.inputNames.includes("ids");
      const inputs = readsIds ? ids : vectors;
      const expected = await networkOutputs(stored, inputs);
      const whole = await run(session, inputs, zeroStates(session));
      expect(largestGap(whole.outputs, expected)).toBeLessThan(1e-5);
      if (readsBack(network)) return;
      let states = zeroStates(session);
      let last: number[] = [];
      for (let step = 0; step < 4; step += 1) {
        const found = await run(session, stepOf(inputs, step), states);
        [last, states] = [found.outputs, found.states];
      }
      const [, time] = inputs.shape as [number, number];
      const everyStep = expected.length > last.length;
      const width = last.length / 2;
      const wanted = everyStep
        ? [0, 1].flatMap((row) =>
            expected.slice((row * time + time - 1) * width, (row * time + time) * width),
          )
        : expected;
      expect(largestGap(last, wanted)).toBeLessThan(1e-5);
    },
  );

  test.each(named)("and returns with the same weights: %s", async (_, network) => {
    const stored = await randomNetwork(network);
    const again = fromOnnx(toOnnx(stored));
    if (network.kind !== "language-model") expect(again.network).toEqual(network);
    const { "head.w": head, ...tensors } = again.tensors;
    expect(tensors).toEqual(
      Object.fromEntries(Object.entries(stored.tensors).filter(([name]) => name !== "head.w")),
    );
    if (stored.tensors["head.w"] !== undefined) expect(head).toEqual(stored.tensors["head.w"]);
    const inputs =
      network.kind === "language-model" || network.options.input.kind !== "vector" ? ids : vectors;
    expect(
      largestGap(await networkOutputs(again, inputs), await networkOutputs(stored, inputs)),
    ).toBeLessThan(1e-6);
  });
});

describe("a network comes from ONNX", () => {
  test.each(["language", "classifier", "regressor", "tagger"])("as PyTorch exports it: %s", async (name) => {
    const { bytes, inputs, outputs } = goldenNetwork(`torch-${name}`, ".onnx");
    expect(largestGap(await networkOutputs(fromOnnx(bytes), inputs), outputs.values)).toBeLessThan(1e-5);
  });

  test.each<[string, string, (node: OnnxNode) => Partial<OnnxNode>, string]>([
    [
      "ReLU",
      "RNN",
      () => ({ attributes: [{ name: "activations", texts: ["Relu"] }] }),
      "RNN with the activations tanh, got relu",
    ],
    [
      "an operator that reads backwards alone",
      "LSTM",
      () => ({ attributes: [{ name: "direction", text: "reverse" }] }),
      "LSTM of direction forward or bidirectional, got reverse",
    ],
    [
      "two directions, and weights of one",
      "LSTM",
      () => ({ attributes: [{ name: "direction", text: "bidirectional" }] }),
      '"wx0" of shape [2, 12, 4], got [1, 12, 4]',
    ],
    ["peepholes", "LSTM", (it) => ({ inputs: [...it.inputs.slice(0, 7), "b0"] }), "LSTM without peepholes"],
    ["another operator", "MatMul", () => ({ operator: "Conv" }), "an operator of such a network, got Conv"],
    ["a head on another step", "Squeeze", () => ({ operator: "Slice" }), "got Slice"],
  ])("and is refused with %s", async (_, operator, change, message) => {
    const cell = { RNN: "rnn" }[operator] ?? "lstm";
    const options = { cell: cell as "lstm", hiddenSize: 3, vocabularySize: 4 };
    const model = decoded(toOnnx(await randomNetwork({ kind: "language-model", options })));
    const nodes = model.graph.nodes.map((node) =>
      node.operator === operator ? { ...node, ...change(node) } : node,
    );
    expect(() =>
      fromOnnx(encodeMessage(messageForms, "model", { ...model, graph: { ...model.graph, nodes } })),
    ).toThrow(message);
  });
});

function readsBack({ options }: Network): boolean {
  return "bidirectional" in options && options.bidirectional === true;
}

function decoded(bytes: Uint8Array): OnnxModel {
  return decodeMessage("model", bytes, corrupt(undefined)) as OnnxModel;
}

type Values = { readonly shape: readonly number[]; readonly values: readonly number[] };

async function run(session: InferenceSession, { shape, values }: Values, states: Record<string, Tensor>) {
  const input = session.inputNames.includes("ids")
    ? { ids: new Tensor("int64", BigInt64Array.from(values, BigInt), shape) }
    : { inputs: new Tensor("float32", Float32Array.from(values), shape) };
  const found = await session.run({ ...input, ...states });
  const outputs = (await (found.logits ?? found.predictions)?.getData()) as Float32Array;
  const next = Object.keys(states).map((name) => [name, found[nextState(name)] as Tensor]);
  return { outputs: Array.from(outputs), states: Object.fromEntries(next) as Record<string, Tensor> };
}

function zeroStates(session: InferenceSession): Record<string, Tensor> {
  const cell = session.inputNames.includes("c0") ? "lstm" : "gru";
  const names = [0, 1].flatMap((layer) => stateNames(cell, layer));
  const state = session.inputMetadata.find(({ name }) => name === "h0");
  const directions = state?.isTensor === true ? Number(state.shape[0]) : 1;
  const zeros = () => new Tensor("float32", new Float32Array(6 * directions), [directions, 2, 3]);
  return Object.fromEntries(names.map((name) => [name, zeros()]));
}

function stepOf({ shape, values }: Values, step: number): Values {
  const [batch = 0, time = 0, width = 1] = shape;
  const rows = Array.from({ length: batch }, (_, row) =>
    values.slice((row * time + step) * width, (row * time + step + 1) * width),
  );
  return { shape: [batch, 1, ...shape.slice(2)], values: rows.flat() };
}
