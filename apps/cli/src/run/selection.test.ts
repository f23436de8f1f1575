import fc from "fast-check";
import { expect, test } from "vitest";
import { isExhausted, noSelection, selectBest } from "./selection.ts";

/** The selection after evaluations at steps 1, 2, ... that found `losses`. */
function after(losses: readonly number[]) {
  return losses.reduce((selection, loss, index) => selectBest(selection, index + 1, loss), noSelection);
}

test("the best is the first of the lowest losses", () => {
  const losses = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.NaN)), {
    minLength: 1,
  });
  fc.assert(
    fc.property(losses, (found) => {
      const lowest = Math.min(...found.filter((loss) => !Number.isNaN(loss)));
      const { best, since } = after(found);
      if (lowest === Number.POSITIVE_INFINITY) expect(best).toBeNull();
      else expect(best).toEqual({ step: found.indexOf(lowest) + 1, loss: lowest });
      expect(since).toBe(found.length - (best?.step ?? 0));
    }),
  );
});

test("patience is exhausted after that many evaluations in a row without a lower loss", () => {
  const ends = [3, 2, 2, 1, 1, 5].map((_, index, losses) =>
    isExhausted(after(losses.slice(0, index + 1)), 2),
  );
  expect(ends).toEqual([false, false, false, false, false, true]);
  expect(isExhausted(after([1, 1, 1, 1]), null)).toBe(false);
});

test("a selection survives JSON unchanged", () => {
  const selection = after([0.1 + 0.2, 1 / 3, 0.7]);
  expect(JSON.parse(JSON.stringify(selection))).toEqual(selection);
});
