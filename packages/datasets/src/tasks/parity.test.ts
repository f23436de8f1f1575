import fc from "fast-check";
import { expect, test } from "vitest";
import type { Batch } from "../batch.ts";
import { parity } from "./parity.ts";

function rows({ data, shape }: { data: ArrayLike<number>; shape: readonly number[] }): number[][] {
  const [batch = 0, time = 0] = shape;
  return Array.from({ length: batch }, (_, row) => Array.from(data).slice(row * time, (row + 1) * time));
}

const options = fc.record({
  length: fc.integer({ min: 1, max: 40 }),
  batch: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer(),
  heldOut: fc.integer({ min: 1, max: 30 }),
});

test("a target is the sum modulo 2 of the bits so far", () => {
  fc.assert(
    fc.property(options, fc.nat(1000), (option, index) => {
      const task = parity({ ...option, encoding: "ids" });
      for (const { inputs, targets } of [task.training.at(index), ...task.heldOut]) {
        const answers = rows(targets);
        rows(inputs).forEach((bits, row) => {
          expect(bits).toHaveLength(option.length);
          expect(bits.every((bit) => bit === 0 || bit === 1)).toBe(true);
          bits.forEach((_, step) => {
            const ones = bits.slice(0, step + 1).filter((bit) => bit === 1).length;
            expect(answers[row]?.[step]).toBe(ones % 2);
          });
        });
      }
    }),
  );
});

test("held-out sequences are never trained on, and have both answers", () => {
  const task = parity({ length: 8, batch: 500, heldOut: 500, encoding: "ids" });
  const sequences = ({ inputs }: Batch) => rows(inputs).map((bits) => bits.join(""));
  const heldOut = new Set([...task.heldOut].flatMap(sequences));
  const trained = new Set([0, 1, 2, 3].flatMap((index) => sequences(task.training.at(index))));
  expect(task.disjoint).toBe(true);
  expect([...heldOut].filter((bits) => trained.has(bits))).toEqual([]);
  // Of the 256 sequences, 9 classes have 28 or 29 each or so; all of them are met.
  expect(heldOut.size + trained.size).toBe(256);
  for (const { targets } of [task.training.at(0), task.heldOut.at(0)]) {
    const odd = rows(targets).filter((answers) => answers.at(-1) === 1).length;
    expect(Math.abs(odd / 500 - 0.5)).toBeLessThan(0.1);
  }
  expect(parity({ length: 3 }).disjoint).toBe(false);
});

test("encodings hold the same bits, and the held-out set does not depend on the batch size", () => {
  const read = (encoding: "one-hot" | "scalar" | "ids", batch: number) =>
    [...parity({ length: 6, heldOut: 20, encoding, batch }).heldOut].flatMap(({ inputs }) => [
      ...inputs.data,
    ]);
  const ids = read("ids", 20);
  expect(read("ids", 7)).toEqual(ids);
  expect(read("scalar", 7)).toEqual(ids);
  expect(read("one-hot", 7)).toEqual(ids.flatMap((bit) => [1 - bit, bit]));
  expect(parity({ length: 6 }).training.at(0).inputs.shape).toEqual([128, 6, 2]);
  expect([parity({ length: 6 }).inputSize, parity({ length: 6, encoding: "scalar" }).inputSize]).toEqual([
    2, 1,
  ]);
});

test("the same seed gives the same sequences, and another seed others", () => {
  const first = parity({ length: 12, seed: 1 }).training;
  expect(first.at(9)).toEqual(parity({ length: 12, seed: 1 }).training.at(9));
  expect(first.at(9)).not.toEqual(first.at(8));
  expect(first.at(0)).not.toEqual(parity({ length: 12, seed: 2 }).training.at(0));
});

test("invalid options are refused", () => {
  expect(() => parity({ length: 0 })).toThrow("parity: expected length to be an integer from 1 to 10000");
  expect(() => parity({ length: 5, batch: 0 })).toThrow(RangeError);
  expect(() => parity({ length: 5, heldOut: 1.5 })).toThrow(RangeError);
  // @ts-expect-error: there is no such encoding
  expect(() => parity({ length: 5, encoding: "bits" })).toThrow("one of one-hot, scalar, ids");
});
