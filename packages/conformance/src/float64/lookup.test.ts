import { expect, test } from "vitest";
import { lookup } from "./lookup.ts";

test("rows are looked up by id, and a row's gradient sums over its lookups", () => {
  const results = lookup({
    by: "rowLookup",
    table: { shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
    ids: Int32Array.of(2, 0, 2),
    factors: { shape: [3, 2], values: Float32Array.of(1, 10, 2, 20, 4, 40) },
  });
  expect(results.rows).toEqual(Float64Array.of(5, 6, 1, 2, 5, 6));
  expect(results["d table"]).toEqual(Float64Array.of(2, 20, 0, 0, 5, 50));
});
