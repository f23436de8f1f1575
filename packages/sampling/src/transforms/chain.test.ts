import { expect, test } from "vitest";
import { chain } from "./chain.ts";
import { noRepeatNgram } from "./no-repeat-ngram.ts";
import { repetitionPenalty } from "./repetition-penalty.ts";
import { temperature } from "./temperature.ts";
import { topK } from "./top-k.ts";

const none = new Int32Array(0);

test("transforms apply first to last", () => {
  const add: (logits: Float32Array) => Float32Array = (logits) => logits.map((logit) => logit + 1);
  const logits = Float32Array.of(1, 3);
  expect([...chain(add, temperature(2))(logits, none)]).toEqual([-1, 0]);
  expect([...chain(temperature(2), add)(logits, none)]).toEqual([0, 1]);
});

test("an empty chain returns the logits unchanged", () => {
  const logits = Float32Array.of(1, 2);
  expect(chain()(logits, none)).toBe(logits);
});

test("the memory of a chain is the largest of its parts, including nested chains", () => {
  const inner = chain(repetitionPenalty(1.2, { window: 9 }), topK(2));
  expect(chain(inner, noRepeatNgram(2, { window: 5 })).memory).toBe(9);
  expect(chain(topK(2)).memory).toBe(0);
});
