import { start } from "@tenetjs/backends";
import { beforeAll, expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { learner } from "./learner.ts";
import { limitsData } from "./limits-data.ts";
import { limitsDefinition } from "./limits-definition.ts";
import { limitsTaskNames } from "./limits-tasks.ts";

beforeAll(() => start("cpu"));

const values = { ...defaultsOf(limitsDefinition.controls), length: 8, hiddenSize: 8, learningRate: 0.05 };

test.each(limitsTaskNames)(
  "a network that has not been trained guesses at %s, and its steps lower the loss",
  async (name) => {
    const data = limitsData(name, values);
    const one = learner(data, "rnn", () => values);
    const before = await one.evaluate();
    expect(Math.abs(before.accuracy - data.chance)).toBeLessThan(0.2);
    const losses: number[] = [];
    for (let step = 0; step < 25; step += 1) losses.push(await one.step());
    expect(Math.min(...losses.slice(-5))).toBeLessThan(losses[0] as number);
    await one.end();
  },
);

test("an RNN learns to copy three symbols over two steps, which is measured on the symbols alone", async () => {
  const data = limitsData("copy", values);
  const one = learner(data, "rnn", () => values);
  for (let step = 0; step < 80; step += 1) await one.step();
  expect((await one.evaluate()).accuracy).toBeGreaterThan(0.5);
  await one.end();
});
