import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { addingProblem, palindromes } from "@tenetjs/datasets";
import { sequenceClassifier, sequenceRegressor } from "@tenetjs/models";
import { beforeAll, expect, test } from "vitest";
import { adam } from "../optimizers/adam.ts";
import { chain } from "../optimizers/chain.ts";
import { clipByGlobalNorm } from "../optimizers/global-norm.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { evaluate } from "./evaluate.ts";
import { regression } from "./regression.ts";
import { eventsOf, first } from "./scene.test.fixture.ts";
import { train } from "./train.ts";
import { disposeTrainingState, trainingState } from "./training-state.ts";

beforeAll(() => start("wasm"));

test.each([
  { cell: "rnn", length: 5, hiddenSize: 32, steps: 150 },
  { cell: "lstm", length: 10, hiddenSize: 64, steps: 150 },
] as const)("$cell learns palindromes of $length digits without a mistake", async (network) => {
  const { cell, length, hiddenSize, steps } = network;
  const task = palindromes({ length, batch: 64, heldOut: 500, seed: 1 });
  const model = sequenceClassifier({ input: { kind: "one-hot", size: 10 }, classes: 10, cell, hiddenSize });
  const objective = crossEntropy(model);
  const optimizer = chain(clipByGlobalNorm(1), adam(0.01));
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  await eventsOf(train({ state, objective, optimizer, batches: first(task.training, steps), rng: seed(1) }));
  const { metrics } = await evaluate({ objective, params: state.params, batches: task.heldOut });
  expect(metrics.accuracy).toBe(1);
  disposeTree(params);
  disposeTrainingState(state);
});

test("a GRU learns to add two of four numbers", async () => {
  const task = addingProblem({ length: 4, batch: 64, heldOut: 500, seed: 1 });
  const model = sequenceRegressor({ input: { kind: "vector", size: 2 }, cell: "gru", hiddenSize: 24 });
  const objective = regression(model, { tolerance: task.tolerance });
  const optimizer = chain(clipByGlobalNorm(1), adam(0.01));
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  await eventsOf(train({ state, objective, optimizer, batches: first(task.training, 150), rng: seed(1) }));
  const found = await evaluate({ objective, params: state.params, batches: task.heldOut });
  expect(found.count).toBe(500);
  expect(found.loss).toBeLessThan(task.chance.loss / 20);
  expect(found.metrics.accuracy).toBeGreaterThan(4 * task.chance.accuracy);
  const { metrics } = await evaluate({
    objective: regression(model),
    params: state.params,
    batches: task.heldOut,
  });
  expect(metrics).toEqual({});
  disposeTree(params);
  disposeTrainingState(state);
});
