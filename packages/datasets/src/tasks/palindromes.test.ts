import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Batch, Batches } from "../batch.ts";
import { type PalindromesOptions, palindromes } from "./palindromes.ts";

/** The palindromes of a batch of ids: one array of `length` digits for each row. */
function rows({ inputs, targets }: Batch): number[][] {
  const [batch = 0, time = 0] = inputs.shape;
  return Array.from({ length: batch }, (_, row) => [
    ...inputs.data.subarray(row * time, (row + 1) * time),
    targets.data[row]!,
  ]);
}

const firstHalf = (palindrome: number[]) => palindrome.slice(0, Math.ceil(palindrome.length / 2)).join("");

/** The first `count` batches, or all if there are fewer. */
function first(count: number, dataset: Batches): Batch[] {
  const taken: Batch[] = [];
  for (const batch of dataset) {
    if (taken.push(batch) === count) break;
  }
  return taken;
}

const options = fc.record({
  length: fc.integer({ min: 2, max: 60 }),
  batch: fc.integer({ min: 1, max: 20 }),
  seed: fc.oneof(fc.integer(), fc.string()),
  heldOut: fc.integer({ min: 1, max: 60 }),
});

describe("palindromes", () => {
  test("every row reads the same from both ends, and its digits are 0 to 9", () => {
    fc.assert(
      fc.property(options, fc.nat(1e9), (option, index) => {
        const { training, heldOut } = palindromes({ ...option, encoding: "ids" });
        const all = [training.at(index), ...heldOut].flatMap(rows);
        for (const row of all) {
          expect(row).toHaveLength(option.length);
          expect(row).toEqual(row.toReversed());
          expect(row.every((digit) => digit >= 0 && digit <= 9)).toBe(true);
        }
      }),
    );
  });

  test("no first half of the held-out set is trained on, if the length is 3 or more", () => {
    for (const length of [3, 4, 5, 6]) {
      const task = palindromes({ length, encoding: "ids", seed: length });
      const heldOut = new Set([...task.heldOut].flatMap(rows).map(firstHalf));
      const trained = new Set(first(80, task.training).flatMap(rows).map(firstHalf));
      expect(task.disjoint).toBe(true);
      expect([...heldOut].filter((half) => trained.has(half))).toEqual([]);
      if (length < 5) expect([heldOut.size, trained.size]).toEqual([10, 90]);
    }
  });

  test("all held-out first halves have one digit sum modulo 10, which no training half has", () => {
    fc.assert(
      fc.property(options, fc.nat(), (option, index) => {
        const { training, heldOut, disjoint } = palindromes({ ...option, encoding: "ids" });
        const sum = (row: number[]) =>
          [...firstHalf(row)].reduce((total, digit) => total + Number(digit), 0) % 10;
        const residues = new Set([...heldOut].flatMap(rows).map(sum));
        fc.pre(disjoint);
        expect(residues.size).toBe(1);
        expect(rows(training.at(index)).filter((row) => residues.has(sum(row)))).toEqual([]);
      }),
    );
  });

  test("at length 2 both sets draw from all ten digits, and disjoint is false", () => {
    const task = palindromes({ length: 2, encoding: "ids" });
    expect(task.disjoint).toBe(false);
    expect(new Set(rows(task.training.at(0)).map(firstHalf)).size).toBe(10);
    expect(new Set([...task.heldOut].flatMap(rows).map(firstHalf)).size).toBe(10);
  });

  test("held-out classes are balanced, and training classes are uniform", () => {
    for (const length of [2, 3, 10, 31]) {
      const { training, heldOut } = palindromes({ length });
      const counts = new Int32Array(10);
      for (const { targets } of heldOut) for (const digit of targets.data) counts[digit]! += 1;
      expect([...counts]).toEqual(Array(10).fill(100));

      const trained = new Int32Array(10);
      for (const { targets } of first(100, training)) {
        for (const digit of targets.data) trained[digit]! += 1;
      }
      const chiSquare = trained.reduce((total, count) => total + (count - 1280) ** 2 / 1280, 0);
      expect(chiSquare).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001; the seed is fixed.
    }
  });

  test("each digit of the first half is uniform in training", () => {
    const { training } = palindromes({ length: 7, encoding: "ids" });
    const trained = first(100, training).flatMap(rows);
    for (const place of [0, 1, 2, 3]) {
      const counts = new Int32Array(10);
      for (const row of trained) counts[row[place]!]! += 1;
      const chiSquare = counts.reduce((total, count) => total + (count - 1280) ** 2 / 1280, 0);
      expect(chiSquare).toBeLessThan(27.9);
    }
  });

  test("batch n is the nth batch of every iteration", () => {
    fc.assert(
      fc.property(options, fc.nat(5), (option, index) => {
        const { training, heldOut } = palindromes(option);
        for (const dataset of [training, heldOut]) {
          const read = () => first(6, dataset);
          const all = read();
          expect(read()).toEqual(all);
          if (index < all.length) {
            expect(dataset.at(index)).toEqual(all[index]);
            expect(dataset.from(index)[Symbol.iterator]().next().value).toEqual(all[index]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test("the same seed gives the same stream, and another seed a different one", () => {
    const inputs = (seed: number | string) => palindromes({ length: 20, seed }).training.at(3).inputs.data;
    expect(inputs(7)).toEqual(inputs(7));
    expect(inputs(7)).not.toEqual(inputs(8));
    expect(inputs(7)).not.toEqual(inputs("7"));
    const { training } = palindromes({ length: 20 });
    expect(training.at(0)).not.toEqual(training.at(1));
  });

  test("the held-out set does not depend on the batch size or the encoding", () => {
    const read = (option: Partial<PalindromesOptions>) =>
      [...palindromes({ length: 11, heldOut: 100, encoding: "ids", ...option }).heldOut].flatMap(rows);
    expect(read({ batch: 7 })).toEqual(read({ batch: 100 }));
    expect(read({ batch: 7 })).toHaveLength(100);
    expect(read({ batch: 7, encoding: "scalar" }).map((row) => row.at(-1))).toEqual(
      read({ batch: 128 }).map((row) => row.at(-1)),
    );
  });

  test("the three encodings represent the same digits", () => {
    fc.assert(
      fc.property(options, fc.nat(1000), (option, index) => {
        const inputs = (encoding: "one-hot" | "scalar" | "ids") =>
          palindromes({ ...option, encoding }).training.at(index).inputs;
        const time = option.length - 1;
        const [oneHot, scalar, ids] = [inputs("one-hot"), inputs("scalar"), inputs("ids")];
        expect(oneHot.shape).toEqual([option.batch, time, 10]);
        expect(scalar.shape).toEqual([option.batch, time, 1]);
        expect(ids.shape).toEqual([option.batch, time]);
        expect(ids.data).toBeInstanceOf(Int32Array);
        expect([...scalar.data]).toEqual([...ids.data]);
        ids.data.forEach((digit, position) => {
          const hot = Array.from({ length: 10 }, (_, other) => (other === digit ? 1 : 0));
          expect([...oneHot.data.subarray(position * 10, position * 10 + 10)]).toEqual(hot);
        });
      }),
      { numRuns: 20 },
    );
  });

  test("a length of 10 000 works, and its input length is 9 999", () => {
    const { inputLength, training } = palindromes({ length: 10_000, batch: 2, encoding: "ids" });
    const [row = []] = rows(training.at(0));
    expect(inputLength).toBe(9999);
    expect(row).toEqual(row.toReversed());
    expect(row).toHaveLength(10_000);
  });

  test("the result describes the task: chance is one in ten and ln 10, and inputs have the stated size", () => {
    const task = palindromes({ length: 5, encoding: "scalar" });
    expect(task).toMatchObject({ length: 5, inputLength: 4, classes: 10, inputSize: 1, encoding: "scalar" });
    expect(task.chance).toEqual({ accuracy: 0.1, loss: Math.log(10) });
    expect(task.training.count).toBe(Number.POSITIVE_INFINITY);
    expect(palindromes({ length: 5, heldOut: 129 }).heldOut.count).toBe(2);
  });

  test.each([1, 0, -3, 1.5, 10_001, Number.NaN])("the error for length %d gives the range", (length) => {
    expect(() => palindromes({ length })).toThrow(
      `palindromes: expected length to be an integer from 2 to 10000, got ${length}.`,
    );
  });

  test("an invalid batch, held-out count or encoding is refused before anything is drawn", () => {
    expect(() => palindromes({ length: 5, batch: 0 })).toThrow("palindromes: expected batch");
    expect(() => palindromes({ length: 5, heldOut: 0 })).toThrow("palindromes: expected heldOut");
    // @ts-expect-error: an encoding that does not exist
    expect(() => palindromes({ length: 5, encoding: "binary" })).toThrow("one of one-hot, scalar, ids");
  });
});
