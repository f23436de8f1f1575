import { start } from "@tenetjs/backends";
import { type Cell, cell, gru, lstm, peepholeLstm, phased, rnn } from "@tenetjs/cells";
import { webgpuForTests } from "@tenetjs/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../../register.ts";
import { randomRecipes } from "../../testing/random-recipes.ts";
import { differencesTo, type Setting, scanResults } from "../../testing/scan-results.ts";

const webgpu = await webgpuForTests();

const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
const sizes = { inputSize: 3, hiddenSize: 6 };
/** With a gate, parameters of its own and an input of the recipe. */
const rich = phased(peepholeLstm(sizes), gate);

/** As few as show every path, and of the same sizes where they can be: compiling shaders is what takes its time here. */
const cases: Record<string, { cells: readonly Cell[]; setting: Setting }> = {
  "a few rows": { cells: [rnn(sizes), lstm(sizes), gru(sizes), rich], setting: { batch: 3, time: 5 } },
  "one of everything": { cells: [gru({ inputSize: 1, hiddenSize: 1 })], setting: { batch: 1, time: 1 } },
  "several workgroups": { cells: [gru({ inputSize: 20, hiddenSize: 40 })], setting: { batch: 70, time: 3 } },
  "more rows than threads": {
    cells: [lstm({ inputSize: 5, hiddenSize: 520 })],
    setting: { batch: 70, time: 3 },
  },
  "ids and a mask": { cells: [lstm(sizes), rich], setting: { batch: 6, time: 5, ids: true, masked: true } },
  "timestamps and a mask": { cells: [rich], setting: { batch: 5, time: 4, timestamps: true, masked: true } },
  "the last output of padded rows": {
    cells: [gru(sizes), rich],
    setting: { batch: 6, time: 5, keep: "last", masked: true },
  },
  training: { cells: [rich], setting: { batch: 6, time: 5, training: true } },
};

describe.skipIf(!webgpu.available)("on a graphics card", () => {
  /** How far what the card gives is off what tfjs's plain JavaScript composes, where that is beyond the tolerance. */
  async function off(made: Cell, setting: Setting): Promise<Record<string, number>> {
    await start("cpu");
    const expected = await scanResults(made, setting);
    await start("webgpu", { forwardSmallToCpu: false });
    // A phase multiplies what it is off by with 2 / r_on, and 1 / period in the timestamps.
    const tolerance = made.recipe.inputs.includes("time") ? 5e-5 : 1e-5;
    return differencesTo(expected, made, setting, tolerance);
  }

  describe.each(Object.entries(cases))("with %s, fused is composed", (_, { cells, setting }) => {
    test.each(cells.map((made) => [made.name, made] as const))("%s", async (_, made) => {
      expect(await off(made, setting)).toEqual({});
    });
  });

  test("fused is composed for random recipes", { timeout: 120_000 }, async () => {
    const shape = { batch: 3, time: 3 };
    await fc.assert(
      fc.asyncProperty(randomRecipes, fc.boolean(), fc.boolean(), async (recipe, stamped, training) => {
        const timestamps = stamped && recipe.inputs.includes("time");
        const made = cell(recipe, { inputSize: 2, hiddenSize: 3 });
        expect(await off(made, { ...shape, timestamps, training })).toEqual({});
      }),
      { numRuns: 6 },
    );
  });
});
