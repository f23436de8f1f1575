import fc from "fast-check";
import { expect, test } from "vitest";
import { heldOutContiguousWindows } from "./held-out-windows.ts";

const sizes = fc.record({
  count: fc.integer({ min: 2, max: 400 }),
  batch: fc.integer({ min: 1, max: 9 }),
  time: fc.integer({ min: 1, max: 12 }),
});

test("every token but the first is a target exactly once, after the token before it", () => {
  fc.assert(
    fc.property(sizes, ({ count, batch, time }) => {
      const tokens = Int32Array.from({ length: count }, (_, index) => index);
      const seen: number[] = [];
      for (const { inputs, targets, mask } of heldOutContiguousWindows(tokens, { batch, time })) {
        targets.data.forEach((target, cell) => {
          if (mask?.data[cell] !== 1) return;
          expect(inputs.data[cell]).toBe(target - 1);
          seen.push(target);
        });
      }
      expect(seen.sort((a, b) => a - b)).toEqual(Array.from(tokens.subarray(1)));
    }),
  );
});

test("a row continues where it ended in the previous batch, and only the first batch resets the state", () => {
  fc.assert(
    fc.property(sizes, ({ count, batch, time }) => {
      const tokens = Int32Array.from({ length: count }, (_, index) => index);
      const read = Array.from(heldOutContiguousWindows(tokens, { batch, time }));
      expect(read.map(({ reset }) => reset)).toEqual(read.map((_, index) => index === 0));
      for (const [index, { inputs, targets, mask }] of read.entries()) {
        const before = read[index - 1];
        for (let row = 0; row < (inputs.shape[0] as number); row += 1) {
          if (before === undefined || mask?.data[row * time] !== 1) continue;
          expect(inputs.data[row * time]).toBe(before.targets.data[(row + 1) * time - 1]);
        }
        expect(targets.shape).toEqual(inputs.shape);
      }
    }),
  );
});

test("short texts have fewer rows, so that each row has eight windows", () => {
  const rows = (count: number) =>
    heldOutContiguousWindows(new Int32Array(count), { batch: 64, time: 10 }).at(0).inputs.shape[0];
  expect([2, 100, 161, 1601, 100_000].map(rows)).toEqual([1, 1, 2, 20, 64]);
});
