import { start } from "@tenetjs/backends";
import { type Cell, cell, gru, lstm, peepholeLstm, phased, rnn } from "@tenetjs/cells";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import "../../register.ts";
import { randomRecipes } from "@tenetjs/testing";
import { differences, type Setting } from "../../testing/scan-results.ts";

beforeAll(async () => {
  await start("wasm");
});

const gate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
const plain = [rnn, lstm, gru, peepholeLstm];
const cells: ((inputSize: number, hiddenSize: number) => Cell)[] = [
  ...plain.map((make) => (inputSize: number, hiddenSize: number) => make({ inputSize, hiddenSize })),
  ...plain.map(
    (make) => (inputSize: number, hiddenSize: number) => phased(make({ inputSize, hiddenSize }), gate),
  ),
  (inputSize, hiddenSize) => phased(lstm({ inputSize, hiddenSize }), "tf-contrib"),
];

/** Batches of up to 4 rows multiply weights as they lie; larger ones pack them. */
const settings: Record<string, Setting & { sizes: readonly [input: number, hidden: number] }> = {
  "a few rows": { batch: 3, time: 5, sizes: [3, 4] },
  "one row": { batch: 1, time: 5, sizes: [5, 7] },
  "one step": { batch: 6, time: 1, sizes: [5, 7] },
  "one of everything": { batch: 1, time: 1, sizes: [1, 1] },
  "one unit": { batch: 6, time: 5, sizes: [1, 1] },
  "130 units": { batch: 9, time: 4, sizes: [4, 130] },
  "more rows than are multiplied at once": { batch: 300, time: 3, sizes: [3, 5] },
  "more steps than are multiplied at once": { batch: 70, time: 9, sizes: [2, 6] },
  ids: { batch: 6, time: 5, ids: true, sizes: [4, 6] },
  "ids of one row": { batch: 1, time: 5, ids: true, sizes: [4, 8] },
  "a mask": { batch: 6, time: 5, masked: true, sizes: [3, 6] },
  "timestamps of each row": { batch: 6, time: 5, timestamps: true, sizes: [3, 6] },
  "timestamps of one row, which shares them with none": {
    batch: 1,
    time: 6,
    timestamps: true,
    sizes: [3, 6],
  },
  "timestamps and a mask": { batch: 5, time: 4, timestamps: true, masked: true, sizes: [3, 9] },
  "the last output alone": { batch: 6, time: 5, keep: "last", sizes: [3, 6] },
  "the last output of padded rows": { batch: 6, time: 5, keep: "last", masked: true, sizes: [3, 6] },
  training: { batch: 6, time: 5, training: true, sizes: [3, 6] },
};

describe.each(Object.entries(settings))("with %s, fused is composed", (_, { sizes, ...setting }) => {
  for (const make of cells) {
    const made = make(...sizes);
    const timed = made.recipe.inputs.includes("time");
    if (setting.timestamps === true && !timed) continue;
    // A phase multiplies what it is off by with 2 / r_on, and 1 / period in the timestamps.
    const tolerance = timed ? 5e-5 : 1e-5;
    test(made.name, async () => {
      expect(await differences(made, setting, tolerance)).toEqual({});
    });
  }
});

test("fused is composed for random recipes and shapes", async () => {
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
