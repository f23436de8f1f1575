import { expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { limitsDefinition } from "./limits-definition.ts";
import type { LimitsFact } from "./limits-facts.ts";
import { addLimitsFact, limitsRecord, stateOf } from "./limits-record.ts";
import { limitsSentence, stateInWords, taskSentence } from "./limits-sentences.ts";
import { limitsTaskNames } from "./limits-tasks.ts";

const values = defaultsOf(limitsDefinition.controls);

/** A record after these accuracies of the 16 networks, and after further facts. */
function recordOf(step: number, accuracies: readonly number[], ...facts: LimitsFact[]) {
  const record = limitsRecord(values);
  addLimitsFact(record, { kind: "scores", step, accuracies });
  for (const fact of facts) addLimitsFact(record, fact);
  return record;
}

const guesses = limitsRecord(values).tasks.flatMap(({ chance, networks }) => networks.map(() => chance));

test("the baselines are one digit of ten, the sums within 0.08 of 1, one symbol of four, and one answer of two", () => {
  const chances = limitsRecord(values).tasks.map(({ name, chance }) => [name, Number(chance.toFixed(4))]);
  expect(chances).toEqual([
    ["palindromes", 0.1],
    ["adding", 0.1536],
    ["copy", 0.25],
    ["parity", 0.5],
  ]);
});

test("networks that guess are said to guess, all at once", () => {
  const record = recordOf(1200, guesses);
  expect(limitsSentence(record)).toBe(
    "After 1,200 steps each, at T = 20, every cell still guesses at every task.",
  );
  expect(limitsSentence(limitsRecord(values))).toBe(
    "The networks have not been trained yet: all of them guess.",
  );
});

test("a sentence says what each cell has learned, is learning, cannot, and where it failed", () => {
  const accuracies = guesses.map((chance, lane) => (lane % 4 === 1 ? 1 : chance));
  // The RNN: half of the way with adding, and parity learned.
  accuracies[4] = 0.6;
  accuracies[12] = 0.96;
  const record = recordOf(400, accuracies, { kind: "failure", lane: 8, message: "The loss is not finite." });
  expect(limitsSentence(record)).toBe(
    "After 400 steps each, at T = 20, the RNN has learned parity, is on its way with adding, still guesses at palindromes and failed at copy; " +
      "the LSTM has learned every task; the minGRU still guesses at every task; the phased LSTM still guesses at every task.",
  );
  expect(taskSentence(record, "parity")).toBe(
    "Parity at T = 20, after 400 steps: RNN 96 %, LSTM 100 %, minGRU 50 % and phased LSTM 50 %. A guess is right 50 % of the time.",
  );
});

test("a network that has ended keeps the step at which it had learned", () => {
  const lane = limitsTaskNames.indexOf("parity") * 4;
  const record = recordOf(90, guesses, { kind: "learned", lane, step: 90 });
  const { networks, chance } = record.tasks[3] as (typeof record.tasks)[number];
  expect(networks.map((network) => stateOf(network, chance))).toEqual([
    "learned",
    ...["guessing", "guessing", "guessing"],
  ]);
  expect(stateInWords(networks[0] as never, chance)).toBe("in 90 steps");
});
