import { start } from "@tenetjs/backends";
import { cell, indrnn, lstm, phased } from "@tenetjs/cells";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import "../../register.ts";
import { randomRecipes } from "@tenetjs/testing";
import { differences, type Setting } from "../../testing/scan-results.ts";
import { compiledCells, leaky, temporalGate, variousCells } from "../../testing/tried-cells.ts";

beforeAll(async () => {
  await start("wasm");
});

/** Batches of up to 4 rows multiply unpacked weights; larger ones pack them. Of 13 units, code takes eight, four and one at once. */
const settings: Record<string, Setting & { sizes: readonly [input: number, hidden: number] }> = {
  "one row": { batch: 1, time: 5, sizes: [5, 7] },
  "one step": { batch: 6, time: 1, sizes: [5, 7] },
  "one of everything": { batch: 1, time: 1, sizes: [1, 1] },
  "one unit": { batch: 6, time: 5, sizes: [1, 1] },
  "130 units": { batch: 9, time: 4, sizes: [4, 130] },
  "more rows than are multiplied at once": { batch: 300, time: 3, sizes: [3, 5] },
  "more steps than are multiplied at once": { batch: 70, time: 9, sizes: [2, 6] },
  ids: { batch: 6, time: 5, ids: true, sizes: [4, 6] },
  "ids of one row": { batch: 1, time: 5, ids: true, sizes: [4, 8] },
  "a mask": { batch: 6, time: 5, masked: true, sizes: [3, 13] },
  "timestamps of each row": { batch: 6, time: 5, timestamps: true, sizes: [3, 13] },
  "timestamps of a single row": {
    batch: 1,
    time: 6,
    timestamps: true,
    sizes: [3, 6],
  },
  "timestamps and a mask": { batch: 5, time: 4, timestamps: true, masked: true, sizes: [3, 9] },
  "only the last output": { batch: 6, time: 5, keep: "last", sizes: [3, 6] },
  "the last output of padded rows": { batch: 6, time: 5, keep: "last", masked: true, sizes: [3, 6] },
  training: { batch: 6, time: 5, training: true, sizes: [3, 13] },
};

/** A phased cell multiplies the error of the phase by 2 / r_on, and in the gradient of the timestamps by 1 / period. */
const toleranceOf = (inputs: readonly string[]) => (inputs.includes("time") ? 5e-5 : 1e-5);

describe("fused matches composed for a few rows, in training and with a mask", () => {
  const sizes = { inputSize: 3, hiddenSize: 6 };
  const cells = [...compiledCells(sizes), phased(lstm(sizes), "tf-contrib")];
  test.each(cells.map((made) => [made.name, made] as const))("%s", async (_, made) => {
    const setting = { batch: 3, time: 5, training: true, masked: true };
    expect(await differences(made, setting, toleranceOf(made.recipe.inputs))).toEqual({});
  });
});

describe.each(Object.entries(settings))("with %s, fused matches composed", (_, { sizes, ...setting }) => {
  const [inputSize, hiddenSize] = sizes;
  for (const made of variousCells({ inputSize, hiddenSize })) {
    const { inputs } = made.recipe;
    if (setting.timestamps === true && !inputs.includes("time")) continue;
    test(made.name, async () => {
      expect(await differences(made, setting, toleranceOf(inputs))).toEqual({});
    });
  }
});

/** Sequences of independent units are computed in chunks of 128 steps, or several at once if they are shorter. */
const ofSequences: Record<string, Setting> = {
  "several chunks": { batch: 2, time: 300, masked: true },
  "several chunks of ids, the last output": { batch: 2, time: 257, ids: true, keep: "last" },
  "a chunk and one step": { batch: 1, time: 129 },
  "several sequences at once, with a rest": { batch: 21, time: 13, keep: "last", masked: true },
};

describe.each(Object.entries(ofSequences))(
  "for independent units with %s, fused matches composed",
  (_, setting) => {
    const sizes = { inputSize: 3, hiddenSize: 5 };
    test.each(
      [cell(leaky, sizes), phased(indrnn(sizes), temporalGate)].map((made) => [made.name, made] as const),
    )("%s", async (_, made) => {
      expect(await differences(made, setting, toleranceOf(made.recipe.inputs))).toEqual({});
    });
  },
);

test("fused matches composed for random recipes and shapes", async () => {
  const shapes = fc.record({
    batch: fc.integer({ min: 1, max: 7 }),
    time: fc.integer({ min: 1, max: 4 }),
    masked: fc.boolean(),
    training: fc.boolean(),
    ids: fc.boolean(),
  });
  const sizes = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 9 }));
  await fc.assert(
    fc.asyncProperty(
      randomRecipes,
      shapes,
      sizes,
      fc.boolean(),
      async (recipe, shape, [inputSize, hiddenSize], stamped) => {
        const timestamps = stamped && recipe.inputs.includes("time");
        const made = cell(recipe, { inputSize, hiddenSize });
        expect(await differences(made, { ...shape, timestamps })).toEqual({});
      },
    ),
    { numRuns: 60 },
  );
});
