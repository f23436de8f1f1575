import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { sequenceClassifier, sequenceRegressor } from "@tenetjs/models";
import { ones } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import {
  adam,
  adamw,
  binaryCrossEntropy,
  crossEntropy,
  evaluate,
  huber,
  lion,
  meanSquaredError,
  momentum,
  regression,
  rmsprop,
  train,
} from "./index.ts";

beforeAll(() => start("cpu"));

/** Options as a program in JavaScript may pass them. */
const misspelt = { detla: 1 } as never;

test.each<[string, () => unknown]>([
  ["adam", () => adam(0.1, misspelt)],
  ["adamw", () => adamw(0.1, misspelt)],
  ["lion", () => lion(0.1, misspelt)],
  ["momentum", () => momentum(0.1, misspelt)],
  ["rmsprop", () => rmsprop(0.1, misspelt)],
  ["huber", () => huber(ones([2]), ones([2]), misspelt)],
  ["meanSquaredError", () => meanSquaredError(ones([2]), ones([2]), misspelt)],
  ["binaryCrossEntropy", () => binaryCrossEntropy(ones([2]), ones([2]), misspelt)],
  ["train", () => train(misspelt)],
])("a misspelt option of %s is named, with those that there are", (name, call) => {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(new RegExp(`^${name}: expected options among .*, got "detla"\\.$`));
});

test("a misspelt option of evaluate is named", async () => {
  await expect(evaluate(misspelt)).rejects.toThrow(/^evaluate: expected options among/);
});

test("an objective says which one a model of the other kind needs", async () => {
  const options = { hiddenSize: 2, input: { kind: "vector", size: 1 } } as const;
  const [classifier, regressor] = [
    sequenceClassifier({ ...options, classes: 2 }),
    sequenceRegressor(options),
  ];
  const batches = [
    {
      inputs: { data: Float32Array.of(1, 2), shape: [1, 2, 1] as const },
      targets: { data: Float32Array.of(1), shape: [1] as const },
    },
  ];
  const evaluated = (model: typeof regressor | typeof classifier, objective: unknown) =>
    evaluate({ objective: objective as never, params: model.init(seed(1)), batches });
  await expect(evaluated(classifier, regression(classifier as never))).rejects.toThrow(
    "regression: expected a model whose apply returns predictions, got another one. For a model of classes, use crossEntropy(model).",
  );
  await expect(evaluated(regressor, crossEntropy(regressor as never))).rejects.toThrow(
    "crossEntropy: expected a model whose apply returns logits",
  );
});
