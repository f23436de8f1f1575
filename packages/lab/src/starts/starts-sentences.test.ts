import { expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { startsDefinition } from "./starts-definition.ts";
import { addStartsFact, medianOf, type PanelRecord, startsRecord } from "./starts-record.ts";
import { fanSentence, gradientSentence } from "./starts-sentences.ts";

const values = { ...defaultsOf(startsDefinition.controls), compare: "optimizers", seeds: 3 } as const;

test("the sentence of the fan counts the seeds that have learned", () => {
  const record = startsRecord(values);
  expect(fanSentence(record)).toBe(
    "At T = 16, before training, no network has learned the task yet. A guess is right 10 % of the time.",
  );
  const accuracies = record.panels.flatMap(({ name }) =>
    name === "Adam" ? [1, 0.99, 0.95] : name === "Lion" ? [1, 0.5, 0.94] : [0.1, 0.1, 0.1],
  );
  addStartsFact(record, { kind: "scores", step: 50, accuracies });
  expect(fanSentence(record)).toBe(
    "At T = 16, after 50 steps, these have learned the task: all of 3 seeds with Adam; 1 with Lion; " +
      "none with SGD, SGD with momentum, Nesterov momentum and RMSProp. A guess is right 10 % of the time.",
  );
  expect(medianOf(record.panels.at(-1) as PanelRecord)).toEqual([[50, 0.94]]);
});

test("a network that failed is said in its panel, and the median is of the evaluations that all had", () => {
  const record = startsRecord(values);
  const all = record.panels.flatMap(({ seeds }) => seeds.map(() => 0.2));
  addStartsFact(record, { kind: "scores", step: 0, accuracies: all });
  addStartsFact(record, { kind: "failure", lane: 1, message: "The loss is not finite." });
  addStartsFact(record, {
    kind: "scores",
    step: 10,
    accuracies: all.map((value, lane) => (lane === 1 ? undefined : value)),
  });
  const [first, second] = record.panels;
  expect([first?.failure, second?.failure]).toEqual(["The loss is not finite.", undefined]);
  expect(medianOf(first as PanelRecord)).toEqual([[0, 0.2]]);
  expect(medianOf(second as PanelRecord)).toHaveLength(2);
});

test("the sentence of the gradient says what is left", () => {
  const tanh = [0, -1, -2];
  expect(gradientSentence({ radius: 0.9, tanh, linear: [0, 0, 0] })).toBe(
    "At ρ = 0.9, one part in 100 of the gradient is left 2 steps back; without the tanh, about all.",
  );
});
