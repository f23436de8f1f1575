import { isOpen, openness } from "@tenetjs/core/internals";
import { evaluateStep } from "@tenetjs/recipes";
import fc from "fast-check";
import { expect, test } from "vitest";
import { phasedRecipe } from "./phased.ts";
import { rnnRecipe } from "./rnn.ts";

test("the openness is that of the recipe of phased cells", () => {
  fc.assert(
    fc.property(
      fc.record({
        period: fc.double({ min: 2, max: 100, noNaN: true }),
        openRatio: fc.double({ min: 0.02, max: 0.9, noNaN: true }),
        shift: fc.double({ min: 0, max: 100, noNaN: true }),
        leak: fc.constantFrom(0, 0.001, 0.3),
      }),
      fc.double({ min: 0, max: 200, noNaN: true }),
      (gate, time) => {
        // The gate jumps where it closes to its leak and where the next period begins, and the recipe rounds tau and r.
        const phase = mod(time - gate.shift, gate.period) / gate.period;
        for (const jump of [0, gate.openRatio, 1]) fc.pre(Math.abs(phase - jump) > 1e-6);
        const [proposed, previous] = [Math.tanh(1), -0.5];
        const { h } = evaluateStep(phasedRecipe(rnnRecipe, { leak: gate.leak }), {
          gates: { hidden: 1 },
          state: { h: previous },
          parameters: {
            logPeriod: Math.log(gate.period),
            openLogit: Math.log(gate.openRatio / (1 - gate.openRatio)),
            shift: gate.shift,
          },
          inputs: { time },
          training: true,
        }) as { h: number };
        expect(openness(gate, time)).toBeCloseTo((h - previous) / (proposed - previous), 6);
      },
    ),
  );
});

function mod(value: number, period: number): number {
  return value - period * Math.floor(value / period);
}

test("a gate is open for its ratio of each period, from its shift on", () => {
  const gate = { period: 20, openRatio: 0.25, shift: 3, leak: 0 };
  expect([2.9, 3, 5.5, 8, 8.1, 23, 28.1].map((time) => isOpen(gate, time))).toEqual([
    ...[false, true, true, true],
    ...[false, true, false],
  ]);
  expect(openness(gate, 5.5)).toBe(1);
  expect(openness(gate, 15)).toBe(0);
});
