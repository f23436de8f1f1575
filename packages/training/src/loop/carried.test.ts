import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { contiguousWindows } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { largestDifference, leakedTensors, numbersOf } from "@tenetjs/testing";
import { tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { sgd } from "../optimizers/sgd.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { contentsOf, eventsOf, factsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";
import { disposeTrainingState, trainingState } from "./training-state.ts";

beforeAll(() => start("wasm"));

describe("batches that continue each other", () => {
  const tokens = Int32Array.from({ length: 61 }, (_, index) => (index * index + (index % 3)) % 5);
  const read = (time: number, epochs = 1) => contiguousWindows(tokens, { batch: 2, time, epochs });
  const model = languageModel({
    cell: "phased-lstm",
    vocabularySize: 5,
    hiddenSize: 4,
    temporalGate: { period: [2, 8], openRatio: 0.5 },
  });

  /** A state whose parameters hardly change. */
  const still = () => {
    const params = model.init(seed(3));
    const optimizer = sgd(1e-30);
    const state = trainingState({ params, optimizer });
    disposeTree(params);
    return { state, optimizer, objective: crossEntropy(model), rng: seed(0) };
  };

  test("carry over the state and its position, as if the text were read in one batch", async () => {
    const training = still();
    const { state } = training;
    await eventsOf(train({ ...training, batches: read(5) }));
    const ids = tensor2d(
      [0, 30].flatMap((start) => [...tokens.subarray(start, start + 30)]),
      [2, 30],
      "int32",
    );
    const run = { training: true, rng: seed(0) };
    const whole = model.apply(state.params, ids, run);
    expect(state.carried?.position).toBe(30);
    expect(
      largestDifference(await numbersOf(state.carried!.state), await numbersOf(whole.state)),
    ).toBeLessThan(1e-5);
    disposeTree([ids, whole.logits, whole.state]);
    disposeTrainingState(state);
  });

  test("start from zero when reset is set", async () => {
    const training = still();
    const { state } = training;
    await eventsOf(train({ ...training, batches: first(read(5, 2), 7) }));
    const again = (await contentsOf(state)).carried;
    expect(again?.position).toBe(5);
    const afresh = still();
    await eventsOf(train({ ...afresh, batches: first(read(5), 1) }));
    expect(again).toEqual((await contentsOf(afresh.state)).carried);
    disposeTrainingState(state);
    disposeTrainingState(afresh.state);
  });

  test("give bit-identical results when a run is resumed, and leak nothing", async () => {
    const leaked = await leakedTensors(async () => {
      const [whole, parts] = [still(), still()];
      const once = await factsOf(train({ ...whole, batches: read(5) }));
      const earlier = await factsOf(train({ ...parts, batches: first(read(5), 3) }));
      const later = await factsOf(train({ ...parts, batches: read(5).from(3) }));
      expect([...earlier, ...later]).toEqual(once);
      expect(await contentsOf(parts.state)).toEqual(await contentsOf(whole.state));
      disposeTrainingState(whole.state);
      disposeTrainingState(parts.state);
    });
    expect(leaked).toBe(0);
  });

  test("carry nothing over when they are independent", async () => {
    using run = scene();
    await eventsOf(train({ ...run.training, batches: first(run.task.training, 2) }));
    expect(run.state.carried).toBeUndefined();
  });
});
