import { seed } from "@tenetjs/core";
import { disposeTree, namedLeaves } from "@tenetjs/core/tensors";
import {
  gradientMismatches,
  largestDifference,
  leakedTensors,
  numbersOf,
  onEachBackend,
  randomTensor,
} from "@tenetjs/testing";
import {
  cast,
  grad,
  matMul,
  mul,
  oneHot,
  reshape,
  slice,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import {
  cellNames,
  type LanguageModelParams,
  languageModel,
  sequenceClassifier,
  sequenceRegressor,
  stepClassifier,
} from "./index.ts";

const ids = () => tensor2d([1, 0, 3, 3, 2, 1], [2, 3], "int32");

await onEachBackend(() => {
  describe("a sequence classifier", () => {
    test.each(cellNames)(
      "of %s predicts the same class for each row from one-hot vectors and from ids",
      async (cell) => {
        const model = sequenceClassifier({
          cell,
          input: { kind: "one-hot", size: 4 },
          classes: 5,
          hiddenSize: 3,
          layers: 2,
        });
        const params = model.init(seed(1));
        const byId = ids();
        const byVector = tidy(() => cast(oneHot(byId, 4), "float32"));
        const [a, b] = [byId, byVector].map((inputs) => model.apply(params, inputs));
        expect(a!.logits.shape).toEqual([2, 5]);
        expect(largestDifference(await numbersOf(a!.logits), await numbersOf(b!.logits))).toBeLessThan(1e-6);
        disposeTree([params, byId, byVector, a!.logits, a!.state, b!.logits, b!.state]);
      },
    );

    test("reads scalars, and with a mask predicts the class at the last real step of each row", async () => {
      const model = sequenceClassifier({ input: { kind: "vector", size: 1 }, classes: 2, hiddenSize: 3 });
      const params = model.init(seed(1));
      const inputs = randomTensor(seed(2), [1, 4, 1]);
      const mask = tensor2d([1, 1, 1, 0], [1, 4]);
      const short = tidy(() => slice(inputs, [0, 0, 0], [1, 3, 1]));
      const [a, b] = [model.apply(params, inputs, { mask }), model.apply(params, short)];
      expect(largestDifference(await numbersOf(a.logits), await numbersOf(b.logits))).toBeLessThan(1e-6);
      disposeTree([params, inputs, mask, short, a.logits, a.state, b.logits, b.state]);
    });
  });

  describe("a step classifier", () => {
    test("predicts a class after each step, and after the last the class of a sequence classifier", async () => {
      const options = { input: { kind: "vector", size: 2 }, classes: 3, hiddenSize: 4, layers: 2 } as const;
      const params = stepClassifier(options).init(seed(1));
      const inputs = randomTensor(seed(2), [2, 5, 2]);
      const each = stepClassifier(options).apply(params, inputs);
      const last = sequenceClassifier(options).apply(params, inputs);
      expect(each.logits.shape).toEqual([2, 5, 3]);
      const ends = tidy(() => slice(each.logits, [0, 4, 0], [2, 1, 3]));
      expect(largestDifference(await numbersOf(ends), await numbersOf(last.logits))).toBeLessThan(1e-6);
      disposeTree([params, inputs, each.logits, each.state, last.logits, last.state, ends]);
    });
  });

  describe("a regressor", () => {
    test("predicts a number for each row, and with a mask that of its last real step", async () => {
      const model = sequenceRegressor({ input: { kind: "vector", size: 2 }, hiddenSize: 3 });
      const params = model.init(seed(1));
      const inputs = randomTensor(seed(2), [2, 4, 2]);
      const mask = tensor2d([1, 1, 1, 0, 1, 1, 1, 0], [2, 4]);
      const short = tidy(() => slice(inputs, [0, 0, 0], [2, 3, 2]));
      const [a, b] = [model.apply(params, inputs, { mask }), model.apply(params, short)];
      expect(a.predictions.shape).toEqual([2]);
      const found = await numbersOf(a.predictions);
      expect(largestDifference(found, await numbersOf(b.predictions))).toBeLessThan(1e-6);
      disposeTree([params, inputs, mask, short, a.predictions, a.state, b.predictions, b.state]);
    });
  });

  describe("an embedding", () => {
    test("is the product of one-hot vectors with its table, forward and backward", async () => {
      const model = sequenceClassifier({
        input: { kind: "embedding", size: 4, dimensions: 6 },
        classes: 2,
        hiddenSize: 3,
      });
      const plain = sequenceClassifier({ input: { kind: "vector", size: 6 }, classes: 2, hiddenSize: 3 });
      const params = model.init(seed(1));
      const read = ids();
      const byTable = (table: Tensor) =>
        sum(model.apply({ ...params, input: { table: table as never } }, read).logits);
      const byProduct = (table: Tensor) => {
        const vectors = matMul(reshape(cast(oneHot(read, 4), "float32"), [6, 4]), table as never);
        return sum(plain.apply(params, reshape(vectors, [2, 3, 6])).logits);
      };
      const table = params.input.table as Tensor;
      const [a, b] = [byTable, byProduct].map((loss) => grad(loss)(table)) as [Tensor, Tensor];
      expect(largestDifference(await numbersOf(a), await numbersOf(b))).toBeLessThan(1e-5);
      expect(await gradientMismatches(byTable, { table })).toEqual([]);
      disposeTree([params, read, a, b]);
    });
  });

  describe("a language model", () => {
    test.each([
      ["one-hot ids", {}],
      ["an embedding", { embedding: 5 }],
      ["a tied head", { embedding: 3, tied: true }],
    ])("with %s gives logits after each step, and a state to continue from", async (_, options) => {
      const model = languageModel({ vocabularySize: 4, hiddenSize: 3, cell: "gru", layers: 2, ...options });
      const params = model.init(seed(1));
      const read = ids();
      const whole = model.apply(params, read);
      expect(whole.logits.shape).toEqual([2, 3, 4]);
      const [start, end] = tidy(() => [slice(read, [0, 0], [2, 1]), slice(read, [0, 1], [2, 2])]) as [
        Tensor,
        Tensor,
      ];
      const first = model.apply(params, start);
      const second = model.apply(params, end, { state: first.state, firstStep: 1 });
      expect(largestDifference(await numbersOf(second.state), await numbersOf(whole.state))).toBeLessThan(
        1e-5,
      );
      const last = (await numbersOf(whole.logits)).filter((_, index) => index % 12 >= 4);
      expect(largestDifference(await numbersOf(second.logits), last)).toBeLessThan(1e-5);
      disposeTree([
        params,
        read,
        start,
        end,
        ...[whole, first, second].map(({ logits, state }) => [logits, state]),
      ]);
    });

    test("with a tied head multiplies by the transpose of the table, which gets gradients from both uses", async () => {
      const model = languageModel({ vocabularySize: 4, hiddenSize: 3, embedding: 3, tied: true });
      const params = model.init(seed(1));
      expect(namedLeaves(params).map(({ path }) => path)).not.toContain("head.w");
      const read = ids();
      const { logits, state } = model.apply(params, read, { keep: "last" });
      const { h } = state.layers[0] as { h: Tensor };
      const expected = tidy(() => matMul(h as never, transpose(params.input.table as Tensor) as never));
      expect(largestDifference(await numbersOf(logits), await numbersOf(expected))).toBeLessThan(1e-6);
      const loss = (table: Tensor) => {
        const given: LanguageModelParams = { ...params, input: { table: table as never } };
        const { logits } = model.apply(given, read);
        return sum(mul(logits, logits));
      };
      expect(await gradientMismatches(loss, { table: params.input.table as Tensor })).toEqual([]);
      disposeTree([params, read, logits, state, expected]);
    });
  });

  test("models leave no tensors other than those that they return", async () => {
    const model = languageModel({ vocabularySize: 4, hiddenSize: 3, embedding: 3, tied: true, dropout: 0.5 });
    const read = ids();
    const leaked = await leakedTensors(() => {
      const params = model.init(seed(1));
      const { logits, state } = model.apply(params, read, {
        training: true,
        rng: seed(2),
      });
      const numbers = sequenceRegressor({ input: { kind: "one-hot", size: 4 }, hiddenSize: 3 });
      const weights = numbers.init(seed(1));
      const { predictions, state: after } = numbers.apply(weights, read);
      disposeTree([params, logits, state, weights, predictions, after]);
    });
    expect(leaked).toBe(0);
    read.dispose();
  });
});
