import { namedCell } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import type { Recipe } from "@tenetjs/recipes";
import { expect, test, vi } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { raceDefinition } from "../race/race-definition.ts";
import type { RaceFact, RaceValues } from "../race/race-facts.ts";
import { raceWorker } from "../race/race-worker.ts";
import { plainRecipe } from "../recipe/plain-recipe.ts";
import { cellDefinition } from "./cell-definition.ts";
import { cellWorker } from "./cell-worker.ts";

const small = { length: 5, hiddenSize: 8, learningRate: 0.01, backend: "cpu" } as const;
const lossesOf = (facts: readonly RaceFact[]) =>
  facts.flatMap((fact) => (fact.kind === "losses" ? [fact.lanes] : []));

/** The recipe of a cell of the table, as it comes from an editor. */
const edited = (name: "lstm" | "gru") =>
  structuredClone(plainRecipe(namedCell(name).recipe as Recipe, seed(1), small.hiddenSize));

test("a network with the LSTM's recipe is the LSTM of the race, to the bit, and tells its numbers", async () => {
  const values: RaceValues = {
    ...defaultsOf(raceDefinition.controls),
    ...small,
    first: "lstm",
    second: "own",
  };
  const race = raceWorker();
  const facts: RaceFact[] = [];
  await race.begin({ ...values, own: edited("lstm") }, (some) => facts.push(...some));
  race.play();
  await vi.waitFor(() => expect(lossesOf(facts).length).toBeGreaterThanOrEqual(5), 60_000);
  await race.pause();
  for (const [lstm, own] of lossesOf(facts)) expect(own).toBe(lstm);
});

test("a worker of one cell trains it, and tells how it reads a palindrome", async () => {
  const worker = cellWorker();
  const facts: RaceFact[] = [];
  const values = { ...defaultsOf(cellDefinition.controls), ...small, own: edited("gru") };
  await worker.begin(values, (some) => facts.push(...some));
  worker.step();
  await vi.waitFor(() => expect(lossesOf(facts)).toHaveLength(1), 60_000);
  const reading = await worker.read(2);
  expect(reading?.answers).toHaveLength(4);
  expect(reading?.steps.map(({ sums }) => Object.keys(sums).length)).toEqual([4, 4, 4, 4]);
  expect(reading?.steps[1]?.before.h).toHaveLength(small.hiddenSize);
  await worker.pause();
});
