import fc from "fast-check";
import { expect, test } from "vitest";
import { highest } from "./highest.ts";

test("the highest are kept in order, and of equals the earlier", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5 })),
      fc.integer({ min: 1, max: 6 }),
      (ranks, capacity) => {
        const kept = highest<number>(capacity);
        ranks.forEach((rank, i) => {
          kept.offer(rank, () => i);
        });
        const expected = [...ranks.keys()].sort((a, b) => ranks[b]! - ranks[a]! || a - b).slice(0, capacity);
        expect(kept.items).toEqual(expected);
        expect(kept.bar).toBe(ranks.length < capacity ? Number.NEGATIVE_INFINITY : ranks[expected.at(-1)!]);
      },
    ),
  );
});

test("an item of rank -Infinity is neither made nor taken", () => {
  const kept = highest<string>(2);
  const make = () => expect.fail("made");
  kept.offer(Number.NEGATIVE_INFINITY, make);
  kept.offer(Number.NaN, make);
  expect(kept.items).toEqual([]);
});
