import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type Batch, batches, contiguousWindows, orderedWindows, palindromes } from "@tenetjs/datasets";
import { type LanguageModelOptions, languageModel } from "@tenetjs/models";
import { leakedTensors } from "@tenetjs/testing";
import { beforeAll, expect, test } from "vitest";
import { crossEntropy } from "./cross-entropy.ts";
import { evaluate } from "./evaluate.ts";
import type { Objective } from "./objective.ts";
import { contentsOf, eventsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";

const tokens = Int32Array.from({ length: 62 }, (_, index) => (index * index + (index % 3)) % 5);

function textScene(options: Partial<LanguageModelOptions> = {}) {
  const model = languageModel({ vocabularySize: 5, hiddenSize: 4, ...options });
  const params = model.init(seed(2));
  return { objective: crossEntropy(model), params, [Symbol.dispose]: () => disposeTree(params) };
}

beforeAll(() => start("wasm"));

test("an evaluation does not change the parameters or a run in progress, to the bit", async () => {
  using alone = scene({ dropout: 0.3 });
  using watched = scene({ dropout: 0.3 });
  const losses = (await eventsOf(train({ ...alone.training, batches: first(alone.task.training, 6) }))).map(
    ({ loss }) => loss,
  );
  const seen: number[] = [];
  const { training, task, state, objective } = watched;
  for await (const { loss } of train({ ...training, batches: first(task.training, 6) })) {
    seen.push(loss);
    const before = await contentsOf(state);
    await evaluate({ objective, params: state.params, batches: task.heldOut });
    expect(await contentsOf(state)).toEqual(before);
  }
  expect(seen).toEqual(losses);
});

test("an evaluation weights batches by their targets, so the batch size does not matter", async () => {
  using run = scene();
  const { objective, state, task } = run;
  const whole = palindromes({ length: 5, batch: 50, heldOut: 50, seed: 1 });
  const inParts = await evaluate({ objective, params: state.params, batches: task.heldOut });
  const atOnce = await evaluate({ objective, params: state.params, batches: whole.heldOut });
  expect([inParts.count, atOnce.count]).toEqual([50, 50]);
  expect(inParts.loss).toBeCloseTo(atOnce.loss, 6);
  expect(inParts.metrics.accuracy).toBeCloseTo(atOnce.metrics.accuracy!, 6);
});

test("an evaluation counts each target of padded windows once, whatever the batch size", async () => {
  using run = textScene();
  const each = await evaluate({ ...run, batches: orderedWindows(tokens, { batch: 1, time: 7 }) });
  const some = await evaluate({ ...run, batches: orderedWindows(tokens, { batch: 4, time: 7 }) });
  expect([each.count, some.count]).toEqual([61, 61]);
  expect(some.loss).toBeCloseTo(each.loss, 6);
});

test("an evaluation ignores a batch of padding only", async () => {
  using run = textScene();
  const batch = orderedWindows(tokens.subarray(0, 8), { batch: 1, time: 7 }).at(0);
  const padding: Batch = { ...batch, mask: { data: new Float32Array(7), shape: [1, 7] } };
  const alone = await evaluate({ ...run, batches: [batch] });
  expect(await evaluate({ ...run, batches: [padding, batch] })).toEqual(alone);
});

test("a mask does not affect the weights if there is one target for each sequence", async () => {
  using run = scene();
  const batch = run.task.training.at(0);
  const mask = { data: new Float32Array(8 * 4).fill(1, 0, 30), shape: [8, 4] };
  const { objective, state } = run;
  expect((await evaluate({ objective, params: state.params, batches: [{ ...batch, mask }] })).count).toBe(8);
});

test.each(["lstm", "phased-lstm"] as const)(
  "an evaluation carries over the state of a %s and its position from batch to batch",
  async (cell) => {
    using run = textScene({
      cell,
      ...(cell === "lstm" ? {} : { temporalGate: { period: [2, 8], openRatio: 0.5 } }),
    });
    const short = await evaluate({
      ...run,
      batches: contiguousWindows(tokens, { batch: 2, time: 5, epochs: 1 }),
    });
    const long = await evaluate({
      ...run,
      batches: contiguousWindows(tokens, { batch: 2, time: 30, epochs: 1 }),
    });
    expect([short.count, long.count]).toEqual([60, 60]);
    expect(short.loss).toBeCloseTo(long.loss, 6);
    const afresh = contiguousWindows(tokens, { batch: 2, time: 5, epochs: 1 });
    const cut = batches(afresh.count, (index) => ({ ...afresh.at(index), reset: true }));
    expect((await evaluate({ ...run, batches: cut })).loss).not.toBeCloseTo(long.loss, 6);
  },
);

test("an evaluation does not apply dropout", async () => {
  using plain = scene();
  using dropping = scene({ dropout: 0.5 });
  const [a, b] = await Promise.all(
    [plain, dropping].map(({ objective, state, task }) =>
      evaluate({ objective, params: state.params, batches: task.heldOut }),
    ),
  );
  expect(b).toEqual(a);
});

test("an evaluation leaks no tensors, even when a batch or the objective fails", async () => {
  using run = textScene();
  const { objective } = run;
  const leaked = await leakedTensors(async () => {
    await evaluate({ ...run, batches: contiguousWindows(tokens, { batch: 2, time: 5, epochs: 1 }) });
    const broken = (function* () {
      yield* first(contiguousWindows(tokens, { batch: 2, time: 5 }), 2);
      throw new Error("no batch");
    })();
    await expect(evaluate({ ...run, batches: broken })).rejects.toThrow("no batch");
    let calls = 0;
    const failing: Objective = (...given) => {
      const result = objective(...given);
      calls += 1;
      if (calls === 2) throw new Error("no loss");
      return result;
    };
    const batches = contiguousWindows(tokens, { batch: 2, time: 5, epochs: 1 });
    await expect(evaluate({ ...run, objective: failing, batches })).rejects.toThrow("no loss");
  });
  expect(leaked).toBe(0);
});

test("an evaluation yields to the event loop", async () => {
  using run = scene();
  const { objective, state, task } = run;
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  // If it never yielded, this would be endless, and fail by the time limit.
  function* untilTheTurn() {
    for (const batch of first(task.training, 100_000)) {
      yield batch;
      if (turned) return;
    }
  }
  await evaluate({ objective, params: state.params, batches: untilTheTurn() });
  expect(turned).toBe(true);
});

test("an evaluation without targets is an error", async () => {
  using run = textScene();
  await expect(evaluate({ ...run, batches: [] })).rejects.toThrow(
    new RangeError("evaluate: expected at least one target, got none. Check that the split is not empty."),
  );
});
