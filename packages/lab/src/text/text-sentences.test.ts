import { expect, test } from "vitest";
import type { Begun } from "./text-facts.ts";
import { addTextFact, textRecord } from "./text-record.ts";
import { duration, lossSentence, passageSentence, sourceSentence, unitsSentence } from "./text-sentences.ts";

const begun: Begun = {
  names: ["book.txt"],
  file: "book.txt",
  kind: "text",
  found: "",
  characters: 5000,
  vocabularySize: 60,
  evaluated: 480,
  parameters: 1,
  units: 8,
  step: 0,
  canTrain: true,
  history: { evaluations: [], samples: [] },
  from: "start",
  network: {},
};

test("the loss is said in words, with a gap to the training text and a rise if there is one", () => {
  const record = textRecord();
  expect(lossSentence(record)).toBe("The network has not been measured yet.");
  addTextFact(record, { kind: "begun", begun });
  const add = (step: number, loss: number, trainingLoss: number) =>
    addTextFact(record, { kind: "evaluation", evaluation: { step, loss, accuracy: 0.5, trainingLoss } });
  add(1, 2, 1.9);
  expect(lossSentence(record)).toBe(
    "After 1 step, the network loses 2.00 nats at each of 480 characters that it was not trained on. A guess loses 4.09.",
  );
  add(2, 2.2, 1);
  expect(lossSentence(record)).toContain("it loses only 1.00: it learns that text by heart.");
  expect(lossSentence(record)).toContain("It was at 2.00 before");
});

test("a record forgets a network when another begins, and keeps what was written within limits", () => {
  const record = textRecord();
  addTextFact(record, { kind: "losses", step: 3, losses: [4, 3] });
  expect(record.batchLoss).toEqual([
    [2, 4],
    [3, 3],
  ]);
  for (let index = 0; index < 3; index += 1) addTextFact(record, { kind: "written", text: "x".repeat(1000) });
  expect(record.written).toHaveLength(1200);
  addTextFact(record, { kind: "begun", begun });
  expect(record).toMatchObject({ step: 0, batchLoss: [], written: "" });
});

test("what is not known is not invented", () => {
  expect(duration(Number.POSITIVE_INFINITY)).toBe("–");
  expect([59, 130, 7260].map(duration)).toEqual(["59 s", "2 min 10 s", "2 h 1 min"]);
  expect(passageSentence(textRecord(), "surprise")).toBe("There is no held-out text to show.");
  expect(unitsSentence([])).toContain("too little held-out text");
  expect(sourceSentence({ ...begun, kind: "weights" })).toContain("without the text");
});

test("the most surprising character of a passage is named, with what stands before it", () => {
  const record = textRecord();
  addTextFact(record, {
    kind: "passage",
    passage: {
      step: 1,
      characters: ["a", "\n", "Z"],
      surprises: Float32Array.of(1, 1, 7),
      outputs: Float32Array.of(-0.5, 0, 0.25),
      unit: 4,
      from: 0,
    },
  });
  expect(passageSentence(record, "surprise")).toContain(
    "“Z” after “a⏎”: it gave it a probability of 1 in 1,100",
  );
  expect(passageSentence(record, "unit")).toBe(
    "Unit 5, after each character. Here it runs from −0.50 to 0.25.",
  );
});
