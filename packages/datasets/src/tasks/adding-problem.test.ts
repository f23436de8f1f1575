import fc from "fast-check";
import { expect, test } from "vitest";
import { type AddingBatch, addingProblem } from "./adding-problem.ts";

type Sequence = { readonly values: number[]; readonly marked: number[]; readonly target: number };

function sequencesOf({ inputs, targets }: AddingBatch): Sequence[] {
  const [rows = 0, length = 0] = inputs.shape;
  return Array.from({ length: rows }, (_, row) => {
    const at = (step: number, number: number) => inputs.data[2 * (row * length + step) + number]!;
    const steps = Array.from({ length }, (_, step) => step);
    return {
      values: steps.map((step) => at(step, 0)),
      marked: steps.filter((step) => at(step, 1) !== 0),
      target: targets.data[row]!,
    };
  });
}

const options = fc.record({
  length: fc.integer({ min: 2, max: 40 }),
  batch: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer(),
  heldOut: fc.integer({ min: 1, max: 30 }),
});

test("a target is the sum of two marked values, one from each half", () => {
  fc.assert(
    fc.property(options, fc.nat(1000), (option, index) => {
      const { length } = option;
      const task = addingProblem(option);
      for (const batch of [task.training.at(index), ...task.heldOut]) {
        expect(batch.inputs.shape.slice(1)).toEqual([length, 2]);
        for (const { values, marked, target } of sequencesOf(batch)) {
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
          expect(marked).toHaveLength(2);
          const [first = 0, second = 0] = marked;
          expect(first).toBeLessThan(Math.floor(length / 2));
          expect(second).toBeGreaterThanOrEqual(Math.floor(length / 2));
          expect(target).toBe(Math.fround(values[first]! + values[second]!));
        }
      }
    }),
  );
});

test("every step is marked, as often as any other step of its half", () => {
  const counts = new Array(5).fill(0);
  for (const { marked } of sequencesOf(addingProblem({ length: 5, batch: 3000 }).training.at(0)))
    for (const step of marked) counts[step] += 1;
  // 1500 and 1000 times are expected; five deviations of a binomial of 3000 are 137 at most.
  for (const [step, count] of counts.entries())
    expect(Math.abs(count - (step < 2 ? 1500 : 1000))).toBeLessThan(137);
});

test("chance is what a network achieves that always answers 1", () => {
  const { training, chance, tolerance } = addingProblem({ length: 2, batch: 20_000 });
  const errors = Array.from(training.at(0).targets.data, (sum) => sum - 1);
  const mean = (value: (error: number) => number) =>
    errors.reduce((sum, error) => sum + value(error), 0) / errors.length;
  // Standard errors over 20 000 sequences are 0.0014 and 0.0026.
  expect(mean((error) => error * error)).toBeCloseTo(chance.loss, 2);
  expect(mean((error) => (Math.abs(error) < tolerance ? 1 : 0))).toBeCloseTo(chance.accuracy, 1);
});

test("the same seed gives the same sequences, and held-out sequences do not depend on the batch size", () => {
  const read = (batch: number) =>
    [...addingProblem({ length: 6, batch, heldOut: 30 }).heldOut].flatMap(sequencesOf);
  expect(read(7)).toEqual(read(30));
  const { training, heldOut } = addingProblem({ length: 6, seed: 1 });
  expect(training.at(9)).toEqual(addingProblem({ length: 6, seed: 1 }).training.at(9));
  expect(training.at(0)).not.toEqual(addingProblem({ length: 6, seed: 2 }).training.at(0));
  expect(training.at(0)).not.toEqual(heldOut.at(0));
});

test("invalid options are refused", () => {
  expect(() => addingProblem({ length: 1 })).toThrow(
    "addingProblem: expected length to be an integer from 2 to 10000, got 1.",
  );
  expect(() => addingProblem({ length: 5, batch: 0 })).toThrow(RangeError);
  expect(() => addingProblem({ length: 5, heldOut: 1.5 })).toThrow(RangeError);
});
