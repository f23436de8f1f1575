import fc from "fast-check";
import { expect, test } from "vitest";
import { forwardBackward } from "./forward-backward.ts";

/** The posterior by its definition: a sum over all paths of states. */
function overAllPaths(logs: number[][], leave: number): number[][] {
  const states = logs[0]!.length;
  const paths = logs.reduce<number[][]>(
    (sofar) => sofar.flatMap((path) => logs[0]!.map((_, state) => [...path, state])),
    [[]],
  );
  const weights = paths.map((path) =>
    path.reduce((product, state, t) => {
      const moved = t === 0 ? 1 / states : state === path[t - 1] ? 1 - leave : leave / (states - 1);
      return product * moved * Math.exp(logs[t]![state]!);
    }, 1),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  return logs.map((row, t) =>
    row.map((_, state) => weights.reduce((sum, w, i) => (paths[i]![t] === state ? sum + w : sum), 0) / total),
  );
}

test("the posterior equals the sum over all paths", () => {
  const row = (states: number) =>
    fc.array(fc.double({ min: -6, max: 0, noNaN: true }), { minLength: states, maxLength: states });
  const track = fc
    .constantFrom(2, 3)
    .chain((states) => fc.array(row(states), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(track, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (logs, leave) => {
      const posterior = forwardBackward(Float64Array.from(logs.flat()), logs[0]!.length, leave);
      overAllPaths(logs, leave)
        .flat()
        .forEach((expected, i) => {
          expect(posterior[i]).toBeCloseTo(expected, 9);
        });
    }),
  );
});

test("long sequences of tiny likelihoods do not underflow", () => {
  const time = 20_000;
  const logs = Float64Array.from({ length: 2 * time }, (_, i) => (i % 2 === 0 ? -1000 : -1001));
  const posterior = forwardBackward(logs, 2, 0.01);
  expect(posterior.every((p) => p >= 0 && p <= 1)).toBe(true);
  expect(posterior[time]).toBeGreaterThan(0.9);
});

test("a step that no state explains is ignored", () => {
  const none = Number.NEGATIVE_INFINITY;
  const posterior = forwardBackward(Float64Array.of(0, -1, none, none, 0, -1), 2, 0.1);
  expect(posterior.every(Number.isFinite)).toBe(true);
  expect(posterior[2]).toBeGreaterThan(0.5);
});
