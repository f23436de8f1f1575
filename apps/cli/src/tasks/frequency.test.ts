import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type TrainingBatch, toTensors } from "@tenetjs/training";
import { expect, test } from "vitest";
import { defaultsOf } from "../options/option.ts";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";
import { frequency } from "./frequency.ts";
import { taskContract } from "./task-contract.test.fixture.ts";

taskContract("frequency", {
  options: ["--hidden", "8", "--batch", "4"],
  changed: ["--sampling", "standard"],
});

test("temporal gates use the times of the samples, which other cells do not see", async () => {
  await start("wasm");
  for (const [cell, sees] of [
    ["phased-lstm", true],
    ["lstm", false],
  ] as const) {
    const values = { ...defaultsOf(frequency.options), cell, hiddenSize: 8, batch: 4 };
    const begun = {
      values,
      given: new Set<string>(),
      configured: new Set<string>(),
      names: [],
      terminal: collectingTerminal(),
    };
    const { trainable } = await (await frequency.load()).begin(begun);
    const [batch] = trainable.batches(0) as Iterable<TrainingBatch> & [TrainingBatch];
    const { time } = batch as Required<TrainingBatch>;
    const later = { ...batch, time: { ...time, data: time.data.map((now) => now + 1.5) } };
    const losses = [];
    for (const one of [batch, later]) {
      const [params, tensors] = [trainable.initialParams(), toTensors(one)];
      const context = { training: false, rng: seed(0), firstStep: 0 };
      const { loss, metrics, state } = trainable.objective(params, tensors, context);
      losses.push((await loss.data())[0]);
      disposeTree([params, tensors, loss, metrics, state]);
    }
    expect(losses[0] !== losses[1], cell).toBe(sees);
  }
});
