import fc from "fast-check";
import { expect, test } from "vitest";
import { queryOf, selectionIn } from "./selection-query.ts";

const patterns = fc.array(fc.string({ unit: "grapheme" }));

test("a selection survives the way through an address", () => {
  const asked = fc.record({
    mode: fc.constantFrom("quick" as const, "full" as const),
    cases: patterns,
    subjects: patterns,
    softwareGpu: fc.boolean(),
  });
  fc.assert(
    fc.property(asked, (selection) => {
      expect(selectionIn(queryOf(selection))).toEqual(selection);
    }),
  );
});

test("an empty query selects the quick mode", () => {
  expect(selectionIn("")).toEqual({ mode: "quick", cases: [], subjects: [], softwareGpu: false });
});

test("naming a WebGPU subject allows a software adapter", () => {
  expect(selectionIn("?subject=*webgpu*").softwareGpu).toBe(true);
  expect(selectionIn("?subject=*webgpu*&software-gpu=false").softwareGpu).toBe(false);
});
