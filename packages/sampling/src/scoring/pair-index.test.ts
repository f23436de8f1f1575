import fc from "fast-check";
import { expect, test } from "vitest";
import { pairIndex } from "./pair-index.ts";

test("pairs are numbered in the order in which they are added, however many there are", () => {
  const small = fc.tuple(fc.nat(30), fc.nat(30));
  const large = fc.tuple(fc.nat(0x7fffffff), fc.nat(0x7fffffff));
  fc.assert(
    fc.property(fc.array(fc.oneof(small, large), { maxLength: 3000, size: "max" }), (pairs) => {
      const index = pairIndex();
      const expected = new Map<string, number>();
      for (const [a, b] of pairs) {
        const known = expected.get(`${a},${b}`);
        expect(index.find(a, b)).toBe(known ?? -1);
        if (known === undefined) expected.set(`${a},${b}`, expected.size);
        expect(index.add(a, b)).toBe(expected.get(`${a},${b}`));
        expect(index.size).toBe(expected.size);
      }
      for (const [a, b] of pairs) expect(index.second(index.find(a, b))).toBe(b);
    }),
    { numRuns: 20 },
  );
});
