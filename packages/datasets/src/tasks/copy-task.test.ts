import fc from "fast-check";
import { expect, test } from "vitest";
import type { Batch } from "../batch.ts";
import { copyTask } from "./copy-task.ts";

function rows({ data, shape }: { data: ArrayLike<number>; shape: readonly number[] }): number[][] {
  const [batch = 0, time = 0] = shape;
  return Array.from({ length: batch }, (_, row) => Array.from(data).slice(row * time, (row + 1) * time));
}

const options = fc.record({
  delay: fc.integer({ min: 1, max: 20 }),
  items: fc.integer({ min: 1, max: 6 }),
  symbols: fc.integer({ min: 2, max: 9 }),
  batch: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer(),
  heldOut: fc.integer({ min: 1, max: 30 }),
});

test("a row is items, blanks and the delimiter, and its targets are blanks and the same items", () => {
  fc.assert(
    fc.property(options, fc.nat(1000), (option, index) => {
      const { delay, items, symbols: blank } = option;
      const task = copyTask({ ...option, encoding: "ids" });
      for (const { inputs, targets } of [task.training.at(index), ...task.heldOut]) {
        const written = rows(targets);
        rows(inputs).forEach((read, row) => {
          const remembered = read.slice(0, items);
          expect(remembered.every((id) => id >= 0 && id < blank)).toBe(true);
          expect(read.slice(items)).toEqual([
            ...Array(delay - 1).fill(blank),
            blank + 1,
            ...Array(items).fill(blank),
          ]);
          expect(written[row]).toEqual([...Array(items + delay).fill(blank), ...remembered]);
          expect(read).toHaveLength(task.length);
        });
      }
    }),
  );
});

test("held-out sequences are never trained on, with two items or more", () => {
  const task = copyTask({ delay: 1, items: 2, symbols: 4, encoding: "ids" });
  const itemsOf = (batch: Batch) => rows(batch.inputs).map((row) => row.slice(0, 2).join());
  const heldOut = new Set([...task.heldOut].flatMap(itemsOf));
  const trained = new Set(Array.from({ length: 20 }, (_, index) => itemsOf(task.training.at(index))).flat());
  expect([heldOut.size, trained.size]).toEqual([4, 12]);
  expect([...heldOut].filter((items) => trained.has(items))).toEqual([]);
  expect(task.disjoint).toBe(true);
  expect(copyTask({ delay: 1, items: 1 }).disjoint).toBe(false);
});

test("one-hot encodes the same ids, and the held-out set does not depend on the batch size", () => {
  const oneHot = copyTask({ delay: 5, batch: 3 }).training.at(2).inputs;
  const ids = copyTask({ delay: 5, batch: 3, encoding: "ids" }).training.at(2).inputs;
  expect(oneHot.shape).toEqual([3, 25, 10]);
  ids.data.forEach((id, position) => {
    const hot = Array.from({ length: 10 }, (_, other) => (other === id ? 1 : 0));
    expect([...oneHot.data.subarray(position * 10, position * 10 + 10)]).toEqual(hot);
  });
  const read = (batch: number) =>
    [...copyTask({ delay: 5, heldOut: 50, encoding: "ids", batch }).heldOut].flatMap(({ inputs }) =>
      rows(inputs),
    );
  expect(read(7)).toEqual(read(50));
});

test("chance is Arjovsky's baseline: 10 ln 8 / (T + 20) nats", () => {
  const { chance, length, classes, inputSize } = copyTask({ delay: 100 });
  expect(chance.loss).toBeCloseTo((10 * Math.log(8)) / 120, 12);
  expect(chance.accuracy).toBeCloseTo((110 + 10 / 8) / 120, 12);
  expect([length, classes, inputSize]).toEqual([120, 9, 10]);
});

test("invalid options are refused", () => {
  expect(() => copyTask({ delay: 0 })).toThrow(
    "copyTask: expected delay to be an integer of at least 1, got 0.",
  );
  expect(() => copyTask({ delay: 1, symbols: 1 })).toThrow("from 2 to 254");
  expect(() => copyTask({ delay: 1, items: 0.5 })).toThrow(RangeError);
  // @ts-expect-error: scalar makes no sense for symbols
  expect(() => copyTask({ delay: 1, encoding: "scalar" })).toThrow("one of one-hot, ids");
});
