import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { countValues } from "@tenetjs/core/tensors";
import { numbersOf } from "@tenetjs/testing";
import { tensor2d, zeros } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  cellNames,
  initialisationNames,
  type LanguageModelOptions,
  languageModel,
  parameterCount,
  type SequenceClassifierOptions,
  sequenceClassifier,
  sequenceRegressor,
  stepClassifier,
} from "./index.ts";

beforeAll(() => start("cpu"));

const text: LanguageModelOptions = { vocabularySize: 6, hiddenSize: 4 };
const digits: SequenceClassifierOptions = {
  input: { kind: "one-hot", size: 10 },
  classes: 10,
  hiddenSize: 4,
};

const parametersOf = (options: LanguageModelOptions, value = 1) =>
  numbersOf(languageModel(options).init(seed(value)));

describe("options", () => {
  test("make the same model after a round trip through JSON", async () => {
    const options: LanguageModelOptions = {
      ...text,
      cell: "phased-gru",
      layers: 2,
      embedding: 4,
      tied: true,
      dropout: 0.2,
      initialisation: "he",
      forgetBias: { chrono: 20 },
      temporalGate: { period: [2, 30], output: "proposed" },
    };
    const model = languageModel(options);
    const again = languageModel(JSON.parse(JSON.stringify(model.options)));
    expect(again.options).toEqual(options);
    expect(again.recurrent.name).toBe(model.recurrent.name);
    expect(await numbersOf(again.init(seed(1)))).toEqual(await parametersOf(options));
  });

  test("and a seed determine the parameters, and another seed gives others", async () => {
    expect(await parametersOf(text)).toEqual(await parametersOf(text));
    expect(await parametersOf(text, 2)).not.toEqual(await parametersOf(text));
  });

  test.each(cellNames.map((cell) => [cell] as const))("name the cell %s", (cell) => {
    expect(languageModel({ ...text, cell, layers: 2 }).recurrent.name).toBe(`stack(${cell}, ${cell})`);
  });

  test("default to an LSTM of 128 units in one layer, without dropout", () => {
    const { recurrent } = languageModel({ vocabularySize: 6 });
    expect([recurrent.name, recurrent.outputSize]).toEqual(["stack(lstm)", 128]);
  });

  test("name initialisations, which all differ", async () => {
    const starts = await Promise.all(
      initialisationNames.map((initialisation) => parametersOf({ ...text, initialisation })),
    );
    expect(new Set(starts.map(String)).size).toBe(initialisationNames.length);
  });

  test("set the forget bias, as a number or by chrono", async () => {
    const forget = async (forgetBias: LanguageModelOptions["forgetBias"]) => {
      const params = languageModel({ ...text, ...(forgetBias === undefined ? {} : { forgetBias }) }).init(
        seed(1),
      );
      const { b } = params.recurrent.layers[0] as { b: ReturnType<typeof zeros> };
      return (await numbersOf(b)).slice(4, 8);
    };
    expect(await forget(undefined)).toEqual([1, 1, 1, 1]);
    expect(await forget(0.5)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(new Set(await forget({ chrono: 50 })).size).toBe(4);
  });
});

describe("options are refused", () => {
  test.each([
    [{ cell: "lstn" }, `model: expected cell to be one of ${cellNames.join(", ")}, got "lstn".`],
    [
      { initialisation: "zeros" },
      `model: expected initialisation to be one of ${initialisationNames.join(", ")}, got "zeros".`,
    ],
    [{ vocabularySize: 1 }, "languageModel: expected vocabularySize to be an integer of at least 2, got 1."],
    [{ hiddenSize: 0 }, "model: expected hiddenSize to be an integer of at least 1, got 0."],
    [{ layers: 1.5 }, "model: expected layers to be an integer from 1 to 1000, got 1.5."],
    [{ dropout: 1 }, "dropout: expected a rate of at least 0 and below 1, got 1."],
    [{ embedding: 0 }, "model: expected input.dimensions to be an integer of at least 1, got 0."],
    [
      { tied: true },
      "languageModel: expected embedding to equal hiddenSize, 4, for a tied head, got no embedding.",
    ],
    [
      { tied: true, embedding: 5 },
      "languageModel: expected embedding to equal hiddenSize, 4, for a tied head, got 5.",
    ],
    [
      { temporalGate: "uva2018" },
      'namedCell: expected no temporalGate for a cell without one, got "lstm". Name the cell "phased-lstm".',
    ],
    [
      { forgetBias: { chrono: 2 } },
      "chrono: expected the longest dependency to be a finite number of at least 3 steps, got 2.",
    ],
  ])("of a language model: %j", (change, message) => {
    expect(() => languageModel({ ...text, ...change } as LanguageModelOptions)).toThrow(
      new RangeError(message),
    );
  });

  test.each([
    [{ classes: 1 }, "sequenceClassifier: expected classes to be an integer of at least 2, got 1."],
    [
      { input: { kind: "scalar", size: 1 } },
      'model: expected input.kind to be one of vector, one-hot, embedding, got "scalar".',
    ],
    [
      { input: { kind: "vector", size: 0 } },
      "model: expected input.size to be an integer of at least 1, got 0.",
    ],
  ])("of a classifier: %j", (change, message) => {
    expect(() => sequenceClassifier({ ...digits, ...change } as SequenceClassifierOptions)).toThrow(
      new RangeError(message),
    );
  });

  test("of a step classifier: one class", () => {
    expect(() => stepClassifier({ ...digits, classes: 1 })).toThrow("stepClassifier: expected classes");
  });

  test("and so are vectors as inputs of an embedding", () => {
    const model = languageModel({ ...text, embedding: 4 });
    const params = model.init(seed(1));
    expect(() => model.apply(params, zeros([2, 3, 6]))).toThrow(
      new RangeError("model: expected int32 ids [batch, time] for its embedding, got float32 [2, 3, 6]."),
    );
    expect(() => model.apply(params, tensor2d([[0, 1]]))).toThrow(/got float32 \[1, 2\]\./);
  });
});

describe("parameterCount", () => {
  test.each<[string, LanguageModelOptions]>([
    ["of one-hot ids", { ...text, layers: 2 }],
    ["with an embedding", { ...text, embedding: 5, layers: 3, cell: "gru" }],
    ["with a tied head", { ...text, embedding: 4, tied: true, cell: "phased-lstm" }],
  ])("of a language model %s is the number of values in its parameters", (_, options) => {
    const { total, parts } = parameterCount(options);
    expect(total).toBe(countValues(languageModel(options).init(seed(1))));
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });

  test.each<[string, SequenceClassifierOptions]>([
    ["of vectors", { ...digits, input: { kind: "vector", size: 1 } }],
    ["with an embedding", { ...digits, input: { kind: "embedding", size: 10 }, cell: "peephole-lstm" }],
    ["of a cell without a recipe", { ...digits, layers: 2, cell: "layer-norm-lstm" }],
  ])("of a classifier %s is the number of values in its parameters", (_, options) => {
    expect(parameterCount(options).total).toBe(countValues(sequenceClassifier(options).init(seed(1))));
  });

  test("of a regressor has one output", () => {
    const options = { input: { kind: "vector", size: 2 }, hiddenSize: 4 } as const;
    expect(parameterCount(options).total).toBe(countValues(sequenceRegressor(options).init(seed(1))));
  });

  test("names the parts, with the formulas of the cell and the head", () => {
    const options: SequenceClassifierOptions = {
      input: { kind: "vector", size: 1 },
      classes: 10,
      hiddenSize: 128,
    };
    expect(parameterCount(options)).toEqual({
      total: 4 * 128 * 130 + 10 * 129,
      parts: [
        { name: "layer 1 (lstm)", formula: "4·n·(d+n+1)", count: 4 * 128 * 130 },
        { name: "head", formula: "K·(n+1)", count: 10 * 129 },
      ],
    });
  });
});

test("an untrained model predicts a nearly uniform distribution, also with a tied head", async () => {
  const options = { vocabularySize: 87, hiddenSize: 64, layers: 2 };
  for (const change of [{}, { embedding: 64 }, { embedding: 64, tied: true }]) {
    const model = languageModel({ ...options, ...change });
    const ids = tensor2d(
      Array.from({ length: 300 }, (_, index) => (index * 31) % 87),
      [3, 100],
      "int32",
    );
    const logits = await numbersOf(model.apply(model.init(seed(1)), ids).logits);
    const rows = Array.from({ length: 300 }, (_, row) => logits.slice(row * 87, (row + 1) * 87));
    const entropy = rows.map((row) => {
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
      return row.reduce((sum, value) => sum - (Math.exp(value) / total) * (value - Math.log(total)), 0);
    });
    expect(entropy.reduce((sum, value) => sum + value, 0) / 300).toBeGreaterThan(0.95 * Math.log(87));
  }
});
