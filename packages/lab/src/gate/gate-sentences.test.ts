import { expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { gateDefinition } from "./gate-definition.ts";
import { addGateFact, gateRecord } from "./gate-record.ts";
import { accuracySentence, periodsSentence, sampledSentence } from "./gate-sentences.ts";
import { longestSleep, sampledSignal, signalAt, timestamps } from "./sampled-signal.ts";

const gate = { period: 20, openRatio: 0.25, shift: 0, leak: 0 };

test("a state behind a closed gate stays as it is, and takes the signal over while the gate is wide open", () => {
  const { states, open } = sampledSignal(gate, [1, 2.5, 6, 19, 22.5]);
  expect(open).toEqual([true, true, false, false, true]);
  expect(states[1]).toBe(signalAt(2.5));
  expect(states.slice(2, 4)).toEqual([states[1], states[1]]);
  expect(states[4]).toBe(signalAt(22.5));
});

test("the sentence of the gate counts the samples that it lets in, and says what its longest sleep leaves", () => {
  const times = [1, 2.5, 6, 12, 19, 22.5, 30];
  expect(sampledSentence(gate, sampledSignal(gate, times))).toBe(
    "The unit with τ = 20 ms is open for 3 of 7 samples. In its longest sleep it lets 3 samples pass, from 6 to 19 ms: all of its state is left.",
  );
  const leaking = { ...gate, leak: 0.5 };
  const sleep = longestSleep(leaking, sampledSignal(leaking, times));
  expect(sleep?.left).toBeCloseTo((1 - 0.5 * 0.3) * (1 - 0.5 * 0.6) * (1 - 0.5 * 0.95), 12);
  expect(
    sampledSentence({ ...gate, openRatio: 0.9 }, sampledSignal({ ...gate, openRatio: 0.9 }, [1, 21])),
  ).toContain("never sleeps");
});

test("timestamps are in order, within the figure, and those of a seed are always the same", () => {
  const drawn = timestamps("irregular", 50, 7);
  expect(drawn).toEqual(timestamps("irregular", 50, 7));
  expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
  expect(timestamps("regular", 4, 7)).toEqual([12.5, 37.5, 62.5, 87.5]);
});

test("the sentences of the networks say how right they are, and how far periods have moved", () => {
  const record = gateRecord(defaultsOf(gateDefinition.controls));
  expect(accuracySentence(record)).toBe("The networks have not answered yet.");
  addGateFact(record, { kind: "evaluation", step: 0, lanes: [right(0.5), right(0.5)], periods: [2, 4, 10] });
  expect(periodsSentence(record)).toBe("At the start, half of the 3 periods are below 4 ms.");
  addGateFact(record, {
    kind: "evaluation",
    step: 100,
    lanes: [right(0.93), right(0.52)],
    periods: [2, 5, 10.5],
  });
  expect(accuracySentence(record)).toBe(
    "After 100 steps, the phased LSTM is right about 93 % of the waves and the LSTM 52 %. A guess is right about half.",
  );
  expect(periodsSentence(record)).toBe(
    "At the start, half of the 3 periods are below 4 ms. After 100 steps, 1 has moved by more than a tenth; the farthest went from 4.0 to 5.0 ms.",
  );
});

function right(accuracy: number) {
  return { accuracy, loss: 0.3 };
}
