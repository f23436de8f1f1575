import { largestDifference } from "@tenetjs/testing";
import { expect, test } from "vitest";
import { here } from "../scenarios/scenarios.ts";
import { type Leg, resumedLosses, uninterruptedLosses } from "./resumed-losses.ts";

const legs: readonly Leg[] = [
  { on: here, start: { backend: "cpu", form: "composed" } },
  { on: here, start: { backend: "wasm", form: "composed" } },
  { on: here, start: { backend: "wasm", form: "fused", threads: 4 } },
];

test("in Node, training that resumes on other backends has the losses of an uninterrupted run", async () => {
  const expected = await uninterruptedLosses(legs.length);
  expect(expected.at(-1)).toBeLessThan(expected[0] as number);
  expect(largestDifference(await resumedLosses(legs), expected)).toBeLessThan(1e-5);
});
