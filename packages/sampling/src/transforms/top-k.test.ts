import fc from "fast-check";
import { expect, test } from "vitest";
import { topK } from "./top-k.ts";

const none = new Int32Array(0);
const gone = Number.NEGATIVE_INFINITY;
// Few distinct values, so that ties are common.
const tied = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 20 });

test("exactly k tokens are kept, the highest, and of equals those with the lowest ids", () => {
  fc.assert(
    fc.property(tied, fc.integer({ min: 1, max: 25 }), (values, k) => {
      const kept = topK(k)(Float32Array.from(values), none);
      const byRank = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
      const expected = values.map((value, id) => (byRank.indexOf(id) < k ? value : gone));
      expect([...kept]).toEqual(expected.map(Math.fround));
    }),
  );
});

test.each([0, -1, 1.5, Number.NaN])("a k of %s is refused when the transform is built", (k) => {
  expect(() => topK(k)).toThrow(/topK: expected k to be an integer of at least 1/);
});
