import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { recipe } from "@tenetjs/recipes";
import { numbersOf, onEachBackend } from "@tenetjs/testing";
import { grad, sum, type Tensor, tensor1d, tensor2d, zeros } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { cell } from "../cell.ts";
import type { CellParams } from "../cell-params.ts";
import { scan } from "../scan.ts";
import { lstmRecipe } from "./lstm.ts";
import {
  phasedRecipe,
  type TemporalGateOptions,
  type TemporalGatePreset,
  temporalGatePresets,
} from "./phased.ts";

/** A unit that always proposes 1. From a state of 0, the first output of the gated unit is the openness k. */
const one = recipe({ name: "one", gates: ["a"], state: ["h"], step: () => ({ h: 1 }) });

type Gate = { readonly logPeriod: number; readonly openLogit: number; readonly shift: number };

/** The openness k at each of `times`. */
function openness(
  options: TemporalGateOptions | TemporalGatePreset,
  times: readonly number[],
  gate: Gate,
  training: boolean,
): Tensor {
  const layer = cell(phasedRecipe(one, options), { inputSize: 1, hiddenSize: 1 });
  const params = { ...layer.init(seed(1)), ...unit(gate) } as CellParams;
  const time = tensor2d([...times], [times.length, 1]);
  return scan(layer, params, zeros([times.length, 1, 1]), { time, training }).outputs;
}

const unit = (gate: Gate) =>
  Object.fromEntries(Object.entries(gate).map(([name, value]) => [name, tensor1d([value])]));

/** A gate with a period of 1 and an open ratio of a half: both are exact in float32. */
const half: Gate = { logPeriod: 0, openLogit: 0, shift: 0 };

await onEachBackend(() => {
  test("k rises to 1 at a phase of r / 2, falls to 0 at r, and leaks only after r", async () => {
    const times = [0, 0.125, 0.25, 0.375, 0.5, 0.75, 1, 1.25];
    const leaking = { leak: 0.1, leakAtTest: 0 };
    // If the gate leaked at a phase of exactly r, k would be 0.05 there.
    const opening = [0, 0.5, 1, 0.5, 0];
    const [training, atTest] = [true, false].map((training) => openness(leaking, times, half, training)) as [
      Tensor,
      Tensor,
    ];
    expect(await numbersOf(training)).toEqual(
      [...opening, Math.fround(0.075), 0, 1].map((k) => expect.closeTo(k, 6)),
    );
    expect(await numbersOf(atTest)).toEqual([...opening, 0, 0, 1]);
    disposeTree([training, atTest]);
  });

  test("at a phase of r / 2, the slope is that of the rising part", async () => {
    const layer = cell(phasedRecipe(one), { inputSize: 1, hiddenSize: 1 });
    const params = { ...layer.init(seed(1)), ...unit(half) } as CellParams;
    const time = tensor2d([0.25], [1, 1]);
    const slope = grad((shift) => sum(scan(layer, { ...params, shift }, zeros([1, 1, 1]), { time }).outputs))(
      tensor1d([0]),
    );
    // dk / ds = -2 / (r tau).
    expect(await numbersOf(slope)).toEqual([-4]);
  });

  test("a shift delays the opening, or with a plus sign advances it", async () => {
    const gate = { ...half, shift: 0.125 };
    for (const [shiftSign, opening] of [
      ["minus", 0],
      ["plus", 1],
    ] as const) {
      const k = openness({ shiftSign, leak: 0 }, [0.125, 3.125], gate, false);
      expect(await numbersOf(k)).toEqual([opening, opening]);
      disposeTree(k);
    }
    // Before its shift, the unit is at the end of the previous cycle.
    const early = openness({ leak: 0 }, [0.0625], gate, false);
    expect(await numbersOf(early)).toEqual([0]);
    disposeTree(early);
  });
});

describe("presets", () => {
  const closed = 0.75;
  test.each([
    ["uva2018", 0, 0],
    ["neil2016", 0.001 * closed, 0],
    ["tf-contrib", 0.001 * closed, 0.001 * closed],
  ] as const)("%s leaks %d in training and %d at test", async (preset, inTraining, atTest) => {
    const [k] = await numbersOf(openness(preset, [closed], half, true));
    expect(k).toBeCloseTo(inTraining, 8);
    const [kAtTest] = await numbersOf(openness(preset, [closed], half, false));
    expect(kAtTest).toBeCloseTo(atTest, 8);
  });

  test.each([
    ["uva2018", 1000, 0.05],
    ["neil2016", Math.exp(3), 0.05],
    ["tf-contrib", 1000, 0.1],
  ] as const)(
    "%s draws periods from 1 to %d and shifts within them, with an open ratio of %d",
    (preset, longest, ratio) => {
      const made = phasedRecipe(lstmRecipe, preset);
      const [periods, logits, shifts] = ["logPeriod", "openLogit", "shift"].map((name) =>
        made.parameters.find((parameter) => parameter.name === name)?.init(seed("preset"), 2000),
      ) as [Float32Array, Float32Array, Float32Array];
      const logarithms = [...periods];
      expect(Math.min(...logarithms)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...logarithms)).toBeLessThan(Math.log(longest) + 1e-6);
      const mean = logarithms.reduce((sum, value) => sum + value, 0) / 2000;
      // exp(U(0, ln longest)): four standard errors.
      expect(Math.abs(mean / Math.log(longest) - 0.5)).toBeLessThan(0.026);
      for (const [index, shift] of shifts.entries()) {
        expect(shift).toBeGreaterThanOrEqual(0);
        expect(shift).toBeLessThanOrEqual(Math.exp(periods[index]!));
      }
      for (const logit of logits) expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(ratio, 6);
    },
  );

  test("tf-contrib computes h from the proposed memory, the other presets from the gated one", () => {
    const names = Object.entries(temporalGatePresets).map(([name, { output }]) => [name, output]);
    expect(Object.fromEntries(names)).toEqual({
      uva2018: "gated",
      neil2016: "gated",
      "tf-contrib": "proposed",
    });
  });
});

test("a temporal gate adds its parameters and the time to those of the cell", () => {
  const made = phasedRecipe(lstmRecipe);
  expect(made.name).toBe("phased-lstm");
  expect(made.parameters.map(({ name }) => name)).toEqual(["logPeriod", "openLogit", "shift"]);
  expect(made.inputs).toEqual(["time"]);
  expect(made.gates).toBe(lstmRecipe.gates);
});

test("a recipe with a temporal gate cannot have a second one", () => {
  expect(() => phasedRecipe(phasedRecipe(lstmRecipe))).toThrow(
    new TypeError(
      'recipe "phased-phased-lstm": expected a recipe without a temporal gate of its own, got "phased-lstm".',
    ),
  );
});

test.each([
  [{ period: [0, 10] }, "phased: expected the shortest period to be a finite number above 0, got 0."],
  [{ period: [10, 2] }, "phased: expected a longest period of at least the shortest, 10, got 2."],
  [
    { period: [1, Number.POSITIVE_INFINITY] },
    "phased: expected a longest period of at least the shortest, 1, got Infinity.",
  ],
  [{ openRatio: 0 }, "phased: expected openRatio to be between 0 and 1, exclusive, got 0."],
  [{ openRatio: 1 }, "phased: expected openRatio to be between 0 and 1, exclusive, got 1."],
  [{ leak: -0.1 }, "phased: expected leak to be a number from 0 to 1, got -0.1."],
  [{ leakAtTest: Number.NaN }, "phased: expected leakAtTest to be a number from 0 to 1, got NaN."],
  [{ shiftSign: "times" }, 'phased: expected shiftSign to be one of minus, plus, got "times".'],
  [{ output: "open" }, 'phased: expected output to be one of gated, proposed, got "open".'],
  ["uva2019", 'phased: expected the preset to be one of uva2018, neil2016, tf-contrib, got "uva2019".'],
])("%j is refused", (options, message) => {
  expect(() => phasedRecipe(lstmRecipe, options as TemporalGateOptions)).toThrow(new RangeError(message));
});

test("a misspelt option of the gate is named", () => {
  expect(() => phasedRecipe(lstmRecipe, { periods: [1, 2] } as never)).toThrow(
    'phased: expected options among period, openRatio, leak, leakAtTest, shiftSign, output, got "periods".',
  );
});
