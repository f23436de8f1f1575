import fc from "fast-check";
import { expect, test } from "vitest";
import { recentIds } from "./recent-ids.ts";

test("the latest ids are kept in order, for any capacity, initial ids and length", () => {
  const ids = fc.array(fc.nat(99), { maxLength: 40 });
  fc.assert(
    fc.property(fc.nat(8), ids, ids, (capacity, opening, later) => {
      const recent = recentIds(capacity, Int32Array.from(opening));
      const all = [...opening];
      for (const id of later) {
        recent.push(id);
        all.push(id);
        expect([...recent.view()]).toEqual(capacity === 0 ? [] : all.slice(-capacity));
      }
    }),
  );
});

test("memory is twice the capacity, however many ids are pushed", () => {
  const recent = recentIds(10, new Int32Array(1000));
  for (let id = 0; id < 10_000; id += 1) recent.push(id);
  expect(recent.view().buffer.byteLength).toBe(2 * 10 * 4);
});
