import { expect, test } from "vitest";
import { firstStage, isLastStage, lengthAt, type Stages, stageAfter, stagesUpTo } from "./curriculum.ts";

const threshold = { accuracy: 0.9, over: 3 };
const noBatches: Stages["batches"] = () => {
  throw new Error("no batch is asked for");
};
const steps = (...accuracies: number[]) => accuracies.map((accuracy) => ({ loss: 0, accuracy }));

test("lengths grow by the factor, rounded up, and end with that of the task", () => {
  const lengths = (longest: number) =>
    stagesUpTo(longest, { from: 10, factor: 1.6, threshold }, noBatches).lengths;
  expect(lengths(100)).toEqual([10, 16, 26, 42, 68, 100]);
  expect(lengths(16)).toEqual([10, 16]);
  expect(lengths(10)).toEqual([10]);
  expect(lengths(4)).toEqual([4]);
});

test("the next length begins once enough steps of this one were good enough, and none follows the last", () => {
  const stages = stagesUpTo(8, { from: 4, factor: 2, threshold }, noBatches);
  expect(stageAfter(stages, firstStage, steps(1, 1), 2)).toBe(firstStage);
  expect(stageAfter(stages, firstStage, steps(0, 1, 1, 0.6), 4)).toBe(firstStage);
  const next = stageAfter(stages, firstStage, steps(0, 1, 1, 1), 4);
  expect([next, lengthAt(stages, next), isLastStage(stages, next)]).toEqual([
    { index: 1, since: 4 },
    8,
    true,
  ]);
  expect(stageAfter(stages, next, steps(1, 1, 1), 9)).toBe(next);
});

test("steps of the length before do not count", () => {
  const stages = stagesUpTo(16, { from: 4, factor: 2, threshold }, noBatches);
  const second = { index: 1, since: 10 };
  expect(stageAfter(stages, second, steps(1, 1, 1, 1), 12)).toBe(second);
  expect(stageAfter(stages, second, steps(1, 1, 1, 1), 13)).toEqual({ index: 2, since: 13 });
});
