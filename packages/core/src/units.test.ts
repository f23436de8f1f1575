import { expect, test } from "vitest";
import { natsToBits, perplexity } from "./units.ts";

test("ten equally likely choices have a perplexity of 10 and log2(10) bits", () => {
  expect(perplexity(Math.log(10))).toBeCloseTo(10, 12);
  expect(natsToBits(Math.log(10))).toBeCloseTo(Math.log2(10), 12);
});
