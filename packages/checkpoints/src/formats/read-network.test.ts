import { readFileSync } from "node:fs";
import { start } from "@tenetjs/backends";
import type { Network } from "@tenetjs/models";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeSafetensors } from "../decode-safetensors.ts";
import { goldenNetwork, largestGap, networkOutputs, randomNetwork } from "../testing/network-outputs.ts";
import { asLanguageModel, formatOf, networkFiles, readNetwork } from "./index.ts";
import { targetFormats } from "./target-formats.ts";

beforeAll(() => start("cpu"));

const golden = (file: string) => readFileSync(new URL(`../golden/${file}`, import.meta.url));

test.each([
  ["torch-language.safetensors", "safetensors"],
  ["torch-pickle.pt", "pickle"],
  ["keras-language.keras", "keras"],
  ["keras-language.weights.h5", "keras-weights"],
  ["tfjs-language.json", "tfjs"],
  ["torch-language.onnx", "onnx"],
] as const)("the bytes of %s tell that it is %s", (file, format) => {
  expect(formatOf(golden(file))).toBe(format);
  expect(formatOf(golden("tfjs-language.bin"))).toBe(undefined);
});

test("a pickle is named for what it is, with what to do instead", async () => {
  const bytes = golden("torch-pickle.pt");
  const told =
    /got a pickle of PyTorch \(\.pt, \.pth\).*Save it as safetensors, so: from safetensors\.torch import save_file/;
  await expect(readNetwork(bytes, { file: "model.pt" })).rejects.toThrow(told);
  expect(() => decodeSafetensors(bytes, { file: "model.pt" })).toThrow(told);
  expect(() => decodeSafetensors(golden("keras-language.keras"))).toThrow(
    /got a zip archive, such as a .keras file/,
  );
});

test("weights that do not say where their head is need it stated", async () => {
  const { bytes } = goldenNetwork("torch-language", ".safetensors");
  await expect(readNetwork(bytes, { file: "a" })).rejects.toThrow(
    'readNetwork: expected readout: "every" or "last" for a, got none.',
  );
});

test("a network goes to every format and returns", async () => {
  const options = {
    cell: "lstm",
    hiddenSize: 3,
    layers: 2,
    input: { kind: "vector", size: 2 },
    classes: 4,
  } as const;
  const stored = await randomNetwork({ kind: "sequence-classifier", options });
  for (const format of targetFormats) {
    const files = await networkFiles(stored, format);
    const [[file, bytes]] = Object.entries(files) as [[string, Uint8Array]];
    const sibling = async (name: string) => files[name] as Uint8Array;
    const { network, tensors } = await readNetwork(bytes, { file, readout: "last", sibling });
    expect({ network, tensors }, format).toEqual(stored);
  }
});

describe("a network of ids becomes a language model", () => {
  const tokens = ["c", "a", "\u{1f600}", "b", "\uffee"];

  test.each<[string, Network]>([
    [
      "with an embedding",
      {
        kind: "step-classifier",
        options: { hiddenSize: 3, input: { kind: "embedding", size: 5, dimensions: 2 }, classes: 5 },
      },
    ],
    [
      "of one-hot ids",
      {
        kind: "step-classifier",
        options: { hiddenSize: 3, input: { kind: "one-hot", size: 5 }, classes: 5 },
      },
    ],
  ])("%s, whose ids are put into code-point order", async (_, network) => {
    const stored = await randomNetwork(network);
    const { vocabulary, network: language } = asLanguageModel(stored, tokens);
    expect(vocabulary.tokens).toEqual(["a", "b", "c", "\uffee", "\u{1f600}"]);
    const text = "ab\u{1f600}ca\uffee";
    const before = { shape: [1, 6], values: Array.from(text, (token) => tokens.indexOf(token)) };
    const after = { shape: [1, 6], values: Array.from(vocabulary.encode(text)) };
    const [theirs, ours] = [await networkOutputs(stored, before), await networkOutputs(language, after)];
    const moved = theirs.map(
      (_, at) => theirs[at - (at % 5) + tokens.indexOf(vocabulary.tokens[at % 5] as string)] as number,
    );
    expect(largestGap(ours, moved)).toBe(0);
  });

  test("but not with other tokens, or with a head on the last step", async () => {
    const input = { kind: "one-hot", size: 5 } as const;
    const stored = await randomNetwork({
      kind: "step-classifier",
      options: { hiddenSize: 3, input, classes: 5 },
    });
    expect(() => asLanguageModel(stored, ["a", "b"])).toThrow(
      "expected 5 distinct tokens, got 2, 2 of them distinct",
    );
    const last = await randomNetwork({
      kind: "sequence-classifier",
      options: { hiddenSize: 3, input, classes: 5 },
    });
    expect(() => asLanguageModel(last, tokens)).toThrow("got one of 5 that predicts 5, of the last step");
  });
});
