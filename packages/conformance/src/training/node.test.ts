import { largestDifference } from "@tenetjs/testing";
import { expect, test } from "vitest";
import { here } from "../scenarios/scenarios.ts";
import { type Leg, lossesAtOnce, lossesInTurn } from "./losses-in-turn.ts";

const legs: readonly Leg[] = [
  { on: here, start: { backend: "cpu", form: "composed" } },
  { on: here, start: { backend: "wasm", form: "composed" } },
  { on: here, start: { backend: "wasm", form: "fused", threads: 4 } },
];

test("in Node, a training that goes on from checkpoints on other backends learns as it would have at once", async () => {
  const expected = await lossesAtOnce(legs.length);
  expect(expected.at(-1)).toBeLessThan(expected[0] as number);
  expect(largestDifference(await lossesInTurn(legs), expected)).toBeLessThan(1e-5);
});
