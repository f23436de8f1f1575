import "@tenetjs/kernels/register";
import { start } from "@tenetjs/backends";
import { pipe, seed, take } from "@tenetjs/core";
import { namedLeaves } from "@tenetjs/core/tensors";
import { characterVocabulary, sampleText } from "@tenetjs/datasets";
import { numbersOf } from "@tenetjs/testing";
import { disposeTrainingState, train } from "@tenetjs/training";
import { expect, test } from "vitest";
import { newRunState, storeRunState } from "../../run/run-state.ts";
import { withUsedWeights } from "../../run/used-weights.ts";
import { textRun } from "./text-run.test.fixture.ts";
import { textTrainable } from "./text-trainable.ts";

test("the parameters of a checkpoint are the average, and the trained weights stand beside them", async () => {
  await start("wasm");
  const vocabulary = characterVocabulary(sampleText);
  const run = textRun([sampleText], vocabulary, { hiddenSize: 4, time: 5, batch: 2, average: 0.5 });
  const trainable = textTrainable(run, [vocabulary.encode(sampleText)]);
  const { objective, optimizer } = trainable;
  const state = newRunState(trainable);
  const batches = pipe(trainable.batches(0), take(3));
  for await (const _ of train({ objective, optimizer, state: state.training, batches, rng: seed(1) }));
  const { tensors } = await storeRunState(state);
  const bias = namedLeaves(state.training.params, "").find(({ path }) => path.endsWith("head.b"));
  const trained = await numbersOf(bias?.tensor as NonNullable<typeof bias>["tensor"]);
  await withUsedWeights(state, async (weights) => {
    const used = namedLeaves(weights, "").find(({ path }) => path.endsWith("head.b"));
    const averaged = await numbersOf(used?.tensor as NonNullable<typeof used>["tensor"]);
    expect(Array.from(tensors["params.head.b"]?.data as Float32Array)).toEqual(Array.from(averaged));
    expect(Array.from(averaged)).not.toEqual(Array.from(trained));
  });
  expect(Array.from(tensors["trained.head.b"]?.data as Float32Array)).toEqual(Array.from(trained));
  disposeTrainingState(state.training);
});
