import { expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { meanWithInterval } from "./mean-with-interval.ts";
import { memoryDefinition } from "./memory-definition.ts";
import { addLook, addMemoryFact, memoryRecord, reachOf } from "./memory-record.ts";
import { averageSentence, backOf, expectationSentence, placeSentence } from "./memory-sentences.ts";
import { lastName, passageOf } from "./memory-texts.ts";

const values = { ...defaultsOf(memoryDefinition.controls), third: "none" } as const;
const exact = (mean: number) => ({ mean, low: mean, high: mean });

test("the sentence of a place names the farthest letter on which each network hangs, the farthest first", () => {
  const record = memoryRecord(values);
  expect(placeSentence(record)).toBe("The networks have not been asked yet.");
  const norms = (at: number) => Array.from({ length: lastName }, (_, index) => (index >= at ? 1 : 0.01));
  const look = (at: number, guess: string) => ({
    character: "A",
    probability: 0.974,
    guess,
    norms: norms(at),
  });
  addMemoryFact(record, { kind: "step", step: 400 });
  addLook(record, {
    step: 400,
    passage: 1,
    place: lastName,
    output: "text",
    lanes: [look(lastName - 1, "T"), look(lastName - 17, "A")],
  });
  const passage = passageOf(record.text, 1);
  expect(placeSentence(record)).toBe(
    `After 400 steps, the farthest letter on which this one hangs is: LSTM, “${passage[lastName - 17]}”, 17 characters ago; RNN, a space, 1 character ago.`,
  );
  expect(record.lanes.map((lane) => backOf(lane, { place: lastName }))).toEqual([1, 17]);
  expect(record.lanes.map(expectationSentence)).toEqual([
    "gives “A” 97 %, and would write “T”",
    "gives “A” 97 %, and would write it",
  ]);
});

test("the sentence of the averages says how far back nine tenths of the influence lie", () => {
  const record = memoryRecord(values);
  expect(averageSentence(record)).toBe("The influence has not been measured yet.");
  const near = { accuracy: 0.1, influence: [exact(9), exact(0.5), exact(0.5), exact(0)] };
  const far = { accuracy: 1, influence: [exact(2), exact(1), exact(1), exact(2)] };
  addMemoryFact(record, { kind: "evaluation", step: 10, lanes: [near, far] });
  expect([near, far].map((memory) => reachOf(memory, 0.9))).toEqual([1, 4]);
  expect(averageSentence(record)).toBe(
    "On average over 64 places, 90 % of the influence lies within 1 character for the RNN and 4 for the LSTM. Bands: 95 % confidence of the mean.",
  );
});

test("the interval is 1.96 standard errors of the mean", () => {
  const { mean, low, high } = meanWithInterval([1, 2, 3, 4]);
  expect(mean).toBe(2.5);
  expect(high - mean).toBeCloseTo((1.96 * Math.sqrt(5 / 3)) / 2, 12);
  expect(mean - low).toBeCloseTo(high - mean, 12);
});
