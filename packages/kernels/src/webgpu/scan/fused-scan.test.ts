import { start } from "@tenetjs/backends";
import { type Cell, type CellParams, cell, gru, lstm, peepholeLstm, phased, rnn, scan } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { mul, recipe } from "@tenetjs/recipes";
import { leakedTensors, randomTensor, webgpuForTests } from "@tenetjs/testing";
import {
  add,
  fill,
  grad,
  memory,
  type Rank,
  scalar,
  sum,
  type Tensor,
  tensor2d,
  zeros,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { configureKernels } from "../../index.ts";
import "../../register.ts";
import { randomRecipes } from "@tenetjs/testing";
import { differencesTo, type Setting, scanResults } from "../../testing/scan-results.ts";
import { compiledCells, leaky, temporalGate } from "../../testing/tried-cells.ts";

const webgpu = await webgpuForTests();

const sizes = { inputSize: 3, hiddenSize: 6 };
/** With a gate, parameters of its own and an input of the recipe. */
const rich = phased(peepholeLstm(sizes), temporalGate);

/** Its step backward reads a gate as it is, which no cell's does. */
const square = cell(
  recipe({
    name: "square",
    gates: { gate: "both", other: "hidden" },
    state: ["h"],
    step: ({ gates }) => ({ h: mul(0.1, mul(gates.gate, gates.other)) }),
  }),
  sizes,
);

/** As few as show every path, and of the same sizes where they can be: compiling shaders is what takes its time here. */
const cases: Record<string, { cells: readonly Cell[]; setting: Setting }> = {
  "a few rows": { cells: [gru(sizes), cell(leaky, sizes), square], setting: { batch: 3, time: 5 } },
  "one of everything": { cells: [gru({ inputSize: 1, hiddenSize: 1 })], setting: { batch: 1, time: 1 } },
  "several workgroups": { cells: [lstm({ inputSize: 20, hiddenSize: 40 })], setting: { batch: 70, time: 3 } },
  "so many rows that a thread has several": {
    cells: [rnn({ inputSize: 5, hiddenSize: 40 })],
    setting: { batch: 1350, time: 2 },
  },
  "so many units that a thread has several": {
    cells: [rnn({ inputSize: 5, hiddenSize: 300 })],
    setting: { batch: 2, time: 3 },
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

  afterEach(() => configureKernels({}));

  // In the form that takes fewer shaders; `cases` show the other to be the same to the bit.
  test.each(compiledCells(sizes).map((made) => [made.name, made] as const))(
    "%s is composed for a few rows, in training and with a mask",
    async (_, made) => {
      configureKernels({ webgpu: { scan: "persistent" } });
      expect(await off(made, { batch: 3, time: 5, training: true, masked: true })).toEqual({});
    },
  );

  describe.each(Object.entries(cases))("with %s, fused is composed", (_, { cells, setting }) => {
    test.each(cells.map((made) => [made.name, made] as const))(
      "%s, in either form to the bit",
      async (_, made) => {
        configureKernels({ webgpu: { scan: "stepwise" } });
        expect(await off(made, setting)).toEqual({});
        const stepwise = await scanResults(made, setting);
        configureKernels({ webgpu: { scan: "persistent" } });
        expect(await scanResults(made, setting)).toEqual(stepwise);
      },
    );
  });

  test.each(["stepwise", "persistent"] as const)(
    "weights stored as float16 change results, %s, by no more than they are rounded",
    async (form) => {
      await start("webgpu", { forwardSmallToCpu: false });
      const setting = { batch: 6, time: 5 };
      const expected = await scanResults(lstm(sizes), setting);
      configureKernels({ webgpu: { scan: form, storage: "f16" } });
      const differences = await differencesTo(expected, lstm(sizes), setting, 0);
      expect(differences.outputs).toBeGreaterThan(1e-6);
      expect(Math.max(...Object.values(differences))).toBeLessThan(1e-3);
    },
  );

  test("a sequence too wide for a workgroup's memory goes step by step, whatever is asked for", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    configureKernels({ webgpu: { scan: "persistent" } });
    const wide = lstm({ inputSize: 1, hiddenSize: 1100 });
    const params = { wx: fill([1, 4400], 0.5), wh: zeros([1100, 4400]), b: zeros([4400]) } as CellParams;
    const { outputs } = scan(wide, params, randomTensor(seed(2), [1, 2, 1]));
    const values = await outputs.data();
    expect(values[0]).not.toBe(0);
    expect(new Set(values).size).toBe(2);
  });

  test("the form is measured once sequences come again and again, and results stay the same", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    const setting = { batch: 2, time: 3 };
    const first = await scanResults(rnn(sizes), setting);
    for (let run = 0; run < 30; run += 1) expect(await scanResults(rnn(sizes), setting)).toEqual(first);
  });

  test("an id that is none of the input's is named where the processor knows it, and makes its row NaN where not", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    const made = lstm(sizes);
    const params = made.init(seed(1));
    const ids = tensor2d([0, 1, 3, 2], [2, 2], "int32");
    expect(() => scan(made, params, ids)).toThrow("lstm: expected ids from 0 to 2, got 3.");
    const onCard = add(ids, scalar(0, "int32"));
    const rows = (await scan(made, params, onCard).outputs.array()) as number[][][];
    expect(rows[0]?.flat().every(Number.isFinite)).toBe(true);
    expect(rows[1]?.[0]).toEqual(Array(6).fill(Number.NaN));
  });

  test("what is beyond a limit of the device is refused by that limit's name, and leaves nothing behind", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    const made = rnn({ inputSize: 1, hiddenSize: 2 });
    const params = made.init(seed(1));
    const inputs = zeros<Rank.R3>([70_000, 1, 1]);
    const leaked = await leakedTensors(() => {
      expect(() => scan(made, params, inputs)).toThrow(
        /^rnn over 1 steps of 70000 rows: expected at most 65535 rows \(this device's maxComputeWorkgroupsPerDimension\), got 70000\. Use smaller batches/,
      );
    });
    expect(leaked).toBe(0);
  });

  test("two hundred gradients leave nothing behind, on the card or in tensors", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    const made = lstm(sizes);
    const params = made.init(seed(1));
    const inputs = randomTensor(seed(2), [4, 6, 3]);
    const step = async () => {
      const gradient = grad((x: Tensor) => sum(scan(made, params, x).outputs))(inputs);
      await gradient.data();
      gradient.dispose();
    };
    for (let run = 0; run < 50; run += 1) await step();
    const before = { ...memory() };
    for (let run = 0; run < 200; run += 1) await step();
    expect(memory()).toEqual(before);
  });

  test("fused is composed for random recipes", async () => {
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
