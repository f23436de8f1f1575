import { start } from "@tenetjs/backends";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { seed, split } from "@tenetjs/core";
import { leaves, namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { registerKernels } from "@tenetjs/kernels";
import { largestDifference, leakedTensors, numbersOf, randomTensor } from "@tenetjs/testing";
import {
  dispose,
  eye,
  getKernel,
  grads,
  mul,
  registerKernel,
  reshape,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  unregisterKernel,
  zeros,
} from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { type LanguageModel, languageModel, sequenceClassifier } from "./index.ts";

beforeAll(async () => {
  await start("wasm");
  registerKernels();
});

const [batch, time, vocabularySize] = [5, 4, 7];

/** As many ids as fold the embedding, or fewer. */
const idsOf = (rows: number) =>
  tensor2d(
    Int32Array.from({ length: rows * time }, (_, index) => (3 * index) % vocabularySize),
    [rows, time],
    "int32",
  );

/** Logits and the gradients of a random loss by all parameters. */
function results(model: Pick<LanguageModel, "init" | "apply">): Tensor[] {
  return tidy(() => {
    const params = model.init(seed(1)) as unknown as TensorTree;
    const ids = idsOf(batch);
    const run = { training: true, rng: seed("dropout") };
    const logits = (given: TensorTree) =>
      model.apply(given as unknown as ReturnType<typeof model.init>, ids, run).logits;
    const loss = (...values: Tensor[]) => {
      const found = logits(unflatten(params, values));
      return sum(mul(found, randomTensor(split(seed("loss"), 0), found.shape)));
    };
    return [logits(params), ...grads(loss)(leaves(params))];
  });
}

describe("an embedding that is folded into the first layer", () => {
  const options = { vocabularySize, embedding: 6, hiddenSize: 6, layers: 2 };
  test.each([
    ["of LSTMs", { ...options, dropout: 0.3 }],
    ["of minGRUs", { ...options, cell: "min-gru" }],
    ["with a tied head", { ...options, tied: true }],
    ["of cells without a recipe", { ...options, cell: "layer-norm-lstm" }],
  ] as const)("gives the logits and gradients of lookups, in a model %s", async (_, given) => {
    const model = languageModel(given);
    const folded = results(model);
    const config = getKernel(fusedScanKernel, "wasm");
    unregisterKernel(fusedScanKernel, "wasm");
    const composed = results(model);
    registerKernel(config);
    for (const [index, tensor] of folded.entries()) {
      const [found, expected] = [await numbersOf(tensor), await numbersOf(composed[index] as Tensor)];
      // Sums of a few dozen terms of order 1.
      expect(largestDifference(found, expected)).toBeLessThan(1e-5);
    }
    dispose([...folded, ...composed]);
  });

  test("has the values of a model that reads one step at a time, which is not folded", async () => {
    const model = languageModel(options);
    const params = model.init(seed(1));
    const found = tidy(() => model.apply(params, idsOf(batch)).logits);
    const alone = tidy(() => model.apply(params, idsOf(1)).logits);
    const first = await numbersOf(alone);
    expect(largestDifference((await numbersOf(found)).slice(0, first.length), first)).toBeLessThan(1e-6);
    dispose([found, alone, ...namedLeaves(params).map(({ tensor }) => tensor)]);
  });

  test("refuses what is not an id, and leaks nothing", async () => {
    const model = sequenceClassifier({ input: { kind: "embedding", size: 3 }, classes: 2, hiddenSize: 2 });
    const params = model.init(seed(1));
    const leaked = await leakedTensors(() => {
      const inputs = randomTensor(seed(2), [2, 2]);
      expect(() => model.apply(params, inputs)).toThrow(
        "model: expected int32 ids [batch, time] for its embedding",
      );
      const ids = tensor2d([0, 1, 2, 3], [2, 2], "int32");
      expect(() => model.apply(params, ids)).toThrow("expected ids from 0 to 2, got 3");
      dispose([inputs, ids]);
    });
    expect(leaked).toBe(0);
    dispose(namedLeaves(params).map(({ tensor }) => tensor));
  });
});

describe("dropout of the input", () => {
  const options = { vocabularySize, hiddenSize: 6 };
  const logitsOf = (model: LanguageModel, training: boolean) =>
    tidy(() => model.apply(model.init(seed(1)), idsOf(batch), { training, rng: seed("dropout") }).logits);

  test.each([
    ["one-hot tokens", options],
    ["an embedding", { ...options, embedding: 4 }],
  ])("of %s changes the logits in training only", async (_, given) => {
    const [with_, without] = [languageModel({ ...given, inputDropout: 0.5 }), languageModel(given)];
    const [read, plain] = [logitsOf(with_, false), logitsOf(without, false)];
    const [dropped, kept] = [logitsOf(with_, true), logitsOf(without, true)];
    expect(await numbersOf(read)).toEqual(await numbersOf(plain));
    expect(largestDifference(await numbersOf(dropped), await numbersOf(kept))).toBeGreaterThan(1e-3);
    dispose([read, plain, dropped, kept]);
  });

  test("drops whole tokens of one-hot vectors, and scales the others", async () => {
    // With Wh and the bias at 0, a step of a plain RNN is tanh of a row of Wx.
    const model = languageModel({ ...options, cell: "rnn", inputDropout: 0.5 });
    const { rowsKept, rowsDropped } = tidy(() => {
      const params = model.init(seed(1));
      const [first] = params.recurrent.layers as unknown as [Record<"wx" | "wh" | "b", Tensor>];
      const still = { ...first, wh: mul(first.wh, 0), b: mul(first.b, 0) };
      const head = { w: eye(6, vocabularySize), b: zeros([vocabularySize]) };
      const given = { ...params, recurrent: { layers: [still] }, head } as unknown as typeof params;
      const { logits } = model.apply(given, idsOf(batch), { training: true, rng: seed("dropout") });
      const found = (reshape(logits, [batch * time, vocabularySize]) as Tensor).arraySync() as number[][];
      const wx = first.wx.arraySync() as number[][];
      const ids = idsOf(batch).dataSync();
      const near = (row: readonly number[], scale: number, id: number) =>
        (wx[id] as number[]).every(
          (value, unit) => Math.abs((row[unit] as number) - Math.tanh(scale * value)) < 1e-5,
        );
      return {
        rowsKept: found.filter((row, index) => near(row, 2, ids[index] as number)).length,
        rowsDropped: found.filter((row, index) => near(row, 0, ids[index] as number)).length,
      };
    });
    expect(rowsKept + rowsDropped).toBe(batch * time);
    expect(Math.min(rowsKept, rowsDropped)).toBeGreaterThan(0);
  });

  test("of a probability that is none, and training without an rng, are refused", () => {
    expect(() => languageModel({ ...options, inputDropout: 1 })).toThrow(
      "languageModel: expected inputDropout to be at least 0 and below 1, got 1.",
    );
    const model = languageModel({ ...options, inputDropout: 0.5 });
    expect(() => tidy(() => model.apply(model.init(seed(1)), idsOf(1), { training: true }).logits)).toThrow(
      "expected an rng while training, got none.",
    );
  });
});
