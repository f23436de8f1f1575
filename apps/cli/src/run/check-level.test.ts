import { describe, expect, test } from "vitest";
import { checkLevel } from "./check-level.ts";

const losses = (at: (step: number) => number) =>
  Array.from({ length: 50 }, (_, step) => ({ loss: at(step), accuracy: 0 }));
const check = (recent: ReturnType<typeof losses>) => checkLevel(recent, 60, { guessing: 4 });

describe("a loss far above that of guessing", () => {
  test("for 50 steps is divergence", () => {
    expect(() => check(losses(() => 7e11))).toThrow(
      "train: expected a loss near or below 4, that of guessing, got 700000000000 around step 60, and no fall in the last 50 steps. Training has diverged.",
    );
  });

  test("is none if it falls, if it is only tens of times as high, or in fewer steps", () => {
    expect(() => check(losses((step) => 1e6 - 1e4 * step))).not.toThrow();
    expect(() => check(losses(() => 80))).not.toThrow();
    expect(() => check(losses((step) => (step === 3 ? 5 : 7e11)))).not.toThrow();
    expect(() => check(losses(() => 7e11).slice(1))).not.toThrow();
  });
});
