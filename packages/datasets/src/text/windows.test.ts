import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Batches } from "../batch.ts";
import { contiguousWindows } from "./contiguous-windows.ts";
import { orderedWindows } from "./ordered-windows.ts";
import { randomWindows } from "./random-windows.ts";
import { splitContiguous } from "./split-contiguous.ts";
import type { TokenBatch } from "./token-batch.ts";

/** Tokens that equal their positions, so that a window shows where it is from. */
const positions = (length: number) => Int32Array.from({ length }, (_, i) => i);
const sizes = fc.record({ batch: fc.integer({ min: 1, max: 5 }), time: fc.integer({ min: 1, max: 7 }) });

/** The rows of one field of a batch. */
function rows({ data, shape }: { data: ArrayLike<number>; shape: readonly number[] }): number[][] {
  const [batch = 0, time = 0] = shape;
  return Array.from({ length: batch }, (_, row) => Array.from(data).slice(row * time, (row + 1) * time));
}

const successors = (ids: number[]) => ids.map((id) => id + 1);

describe("splitContiguous", () => {
  const proportions = { train: 0.8, validation: 0.1, test: 0.1 };

  test("returns adjacent views, in order, with no token lost or shared", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 500 }),
        fc.double({ min: 0.1, max: 0.8, noNaN: true }),
        (length, train) => {
          const tokens = positions(length);
          const splits = splitContiguous(tokens, { train, test: 1 - train });
          expect([...splits.train, ...splits.test]).toEqual([...tokens]);
          expect(splits.train.length / length).toBeCloseTo(train, 1);
          expect(splits.train.buffer).toBe(tokens.buffer);
          expect(splits.test.byteOffset).toBe(splits.train.byteLength);
        },
      ),
    );
    expect(splitContiguous(new Uint8Array(100), proportions).validation).toBeInstanceOf(Uint8Array);
  });

  test("names the split that is shorter than a window", () => {
    expect(() => splitContiguous(positions(100), proportions, { time: 30 })).toThrow(
      'splitContiguous: expected at least 31 tokens in "validation" for a window of 30 and its target, got 10.',
    );
    expect(() => splitContiguous(positions(100), proportions, { time: 0 })).toThrow("expected time");
    expect(() => splitContiguous(positions(10), proportions)).toThrow('at least 2 tokens in "validation"');
  });

  test("refuses proportions that do not sum to 1 or are not positive", () => {
    expect(() => splitContiguous(positions(100), { train: 0.8, test: 0.1 })).toThrow(
      "proportions that sum to 1",
    );
    expect(() => splitContiguous(positions(100), { train: 1, test: 0 })).toThrow(RangeError);
    expect(() => splitContiguous(positions(100), { train: 1.5, test: -0.5 })).toThrow(RangeError);
    expect(() => splitContiguous(positions(100), {})).toThrow(RangeError);
  });
});

describe("windows of a split", () => {
  test("never reach into another split, and targets are one token later", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 400 }), sizes, fc.nat(), (length, size, index) => {
        const { validation } = splitContiguous(positions(length), { train: 0.4, validation: 0.3, test: 0.3 });
        const [low, high] = [validation[0]!, validation.at(-1)!];
        const read = [
          randomWindows(validation, size).at(index),
          ...contiguousWindows(validation, { ...size, epochs: 1 }),
          ...orderedWindows(validation, size),
        ];
        for (const { inputs, targets, mask } of read) {
          inputs.data.forEach((id, i) => {
            if (mask?.data[i] === 0) return;
            expect(id).toBeGreaterThanOrEqual(low);
            expect(targets.data[i]).toBe(id + 1);
            expect(targets.data[i]).toBeLessThanOrEqual(high);
          });
        }
      }),
    );
  });

  test("are the same for 8-bit, 16-bit and 32-bit tokens", () => {
    const [wide, half, byte] = [
      positions(200),
      Uint16Array.from(positions(200)),
      Uint8Array.from(positions(200)),
    ];
    const readers: ((tokens: typeof wide | typeof half | typeof byte) => Batches<TokenBatch>)[] = [
      (tokens) => randomWindows(tokens),
      (tokens) => contiguousWindows(tokens, { batch: 4 }),
      (tokens) => orderedWindows(tokens),
    ];
    for (const read of readers) {
      expect(read(half).at(0)).toEqual(read(wide).at(0));
      expect(read(byte).at(0)).toEqual(read(wide).at(0));
    }
  });
});

describe("randomWindows", () => {
  test("are consecutive tokens from anywhere, including the first and the last", () => {
    const starts = new Set<number>();
    const windows = randomWindows(positions(12), { batch: 50, time: 3 });
    for (let index = 0; index < 10; index += 1) {
      for (const row of rows(windows.at(index).inputs)) {
        expect(row).toEqual([row[0]!, row[0]! + 1, row[0]! + 2]);
        starts.add(row[0]!);
      }
    }
    expect([...starts].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("batch n is the nth batch of iteration, and depends on the seed", () => {
    const read = (seed: number) => randomWindows(positions(1000), { batch: 4, time: 5, seed });
    let index = 0;
    for (const batch of read(1)) {
      expect(batch).toEqual(read(1).at(index));
      expect(batch).not.toEqual(read(2).at(index));
      expect(batch).not.toEqual(read(1).at(index + 1));
      index += 1;
      if (index === 5) break;
    }
    expect(read(1).from(3)[Symbol.iterator]().next().value).toEqual(read(1).at(3));
  });

  test("need a window and its target", () => {
    expect(randomWindows(positions(31)).at(0).inputs.shape).toEqual([64, 30]);
    expect(() => randomWindows(positions(30))).toThrow(
      "randomWindows: expected at least 31 tokens for a window of 30 and its target, got 30.",
    );
    expect(() => randomWindows(positions(100), { batch: 0 })).toThrow("expected batch");
    expect(() => randomWindows(positions(100), { time: 1.5 })).toThrow("expected time");
  });
});

describe("contiguousWindows", () => {
  test("each row continues where it ended, until the end of the epoch", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 40, max: 200 }), (size, length) => {
        const read = contiguousWindows(positions(length), { ...size, epochs: 2 });
        const all = [...read];
        expect(all).toHaveLength(2 * read.batchesPerEpoch);
        expect(read.count).toBe(all.length);
        all.forEach(({ inputs, reset }, index) => {
          expect(inputs.shape).toEqual([size.batch, size.time]);
          expect(reset).toBe(index % read.batchesPerEpoch === 0);
          if (reset) return;
          const before = rows(all[index - 1]!.inputs).map((row) => row.at(-1)! + 1);
          expect(rows(inputs).map((row) => row[0])).toEqual(before);
        });
        const seen = all.slice(0, read.batchesPerEpoch).flatMap(({ inputs }) => [...inputs.data]);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThan(length - 1 - size.batch * size.time);
        expect(all.slice(read.batchesPerEpoch)).toEqual(all.slice(0, read.batchesPerEpoch));
      }),
    );
  });

  test("are endless by default, and any batch can be read directly", () => {
    const read = contiguousWindows(positions(101), { batch: 2, time: 10 });
    expect(read.count).toBe(Number.POSITIVE_INFINITY);
    expect(read.batchesPerEpoch).toBe(5);
    expect(rows(read.at(5 * 1000 + 1).inputs).map((row) => row[0])).toEqual([10, 60]);
    expect(read.at(5000).reset).toBe(true);
    expect(read.at(5001).reset).toBe(false);
  });

  test("need at least one window for each row", () => {
    expect(contiguousWindows(positions(21), { batch: 2, time: 10 }).batchesPerEpoch).toBe(1);
    expect(() => contiguousWindows(positions(20), { batch: 2, time: 10 })).toThrow(
      "contiguousWindows: expected at least 21 tokens for 2 rows of at least one window of 10, got 20.",
    );
    expect(() => contiguousWindows(positions(100), { batch: 2, epochs: -1 })).toThrow("expected epochs");
  });
});

describe("orderedWindows", () => {
  test("each token but the first is a target exactly once, in order", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 200 }), (size, length) => {
        const read = [...orderedWindows(positions(length), size)];
        const inputs: number[] = [];
        const targets: number[] = [];
        for (const batch of read) {
          batch.inputs.data.forEach((id, i) => {
            const real = batch.mask?.data[i] ?? 1;
            if (real === 1) {
              inputs.push(id);
              targets.push(batch.targets.data[i]!);
            } else {
              expect([id, batch.targets.data[i]]).toEqual([0, 0]);
            }
          });
        }
        expect(inputs).toEqual([...positions(length - 1)]);
        expect(targets).toEqual(successors(inputs));
        expect(read.slice(0, -1).every(({ mask }) => mask === undefined)).toBe(true);
        expect(read.every(({ inputs: { shape } }) => shape[1] === size.time)).toBe(true);
      }),
    );
  });

  test("have a mask only where there is padding", () => {
    const [whole] = orderedWindows(positions(7), { batch: 2, time: 3 });
    expect(whole).not.toHaveProperty("mask");
    const [, padded] = orderedWindows(positions(9), { batch: 2, time: 3 });
    expect(padded?.mask).toEqual({ data: Float32Array.of(1, 1, 0), shape: [1, 3] });
  });

  test("need at least one target", () => {
    expect(() => orderedWindows(positions(1))).toThrow(
      "orderedWindows: expected at least 2 tokens for one target, got 1.",
    );
  });
});

test("a text that was not encoded is refused", () => {
  for (const cut of [randomWindows, orderedWindows])
    expect(() => cut("step on no pets" as never, { batch: 1, time: 2 })).toThrow(
      'expected tokens in a typed array, got "step on no pets". Encode a text first',
    );
});
