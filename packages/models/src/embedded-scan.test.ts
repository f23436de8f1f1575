import { start } from "@tenetjs/backends";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { seed, split } from "@tenetjs/core";
import { leaves, namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { registerKernels } from "@tenetjs/kernels";
import { largestDifference, leakedTensors, numbersOf, randomTensor } from "@tenetjs/testing";
import {
  dispose,
  getKernel,
  grads,
  mul,
  registerKernel,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  unregisterKernel,
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
