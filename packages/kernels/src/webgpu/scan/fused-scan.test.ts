import { start } from "@tenetjs/backends";
import {
  type Cell,
  type CellParams,
  cell,
  gru,
  indrnn,
  lstm,
  originalGru,
  peepholeLstm,
  phased,
  rnn,
  scan,
} from "@tenetjs/cells";
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
import { compiledCells, lateOnly, leaky, paperMgu, temporalGate } from "../../testing/tried-cells.ts";

const webgpu = await webgpuForTests();

const sizes = { inputSize: 3, hiddenSize: 6 };
/** A cell with a temporal gate, and with parameters and an input of the recipe. */
const rich = phased(peepholeLstm(sizes), temporalGate);

/** A cell whose backward step reads the value of a gate itself, which no built-in cell's does. */
const square = cell(
  recipe({
    name: "square",
    gates: { gate: "both", other: "hidden" },
    state: ["h"],
    step: ({ gates }) => ({ h: mul(0.1, mul(gates.gate, gates.other)) }),
  }),
  sizes,
);

/** As few cases as cover every path, with the same sizes where possible, since compiling shaders takes most of the time here. */
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
  "a second product": {
    cells: [cell(paperMgu, sizes), phased(originalGru(sizes), temporalGate)],
    setting: { batch: 6, time: 5 },
  },
  "a second product, ids and a mask": {
    cells: [cell(lateOnly, sizes)],
    setting: { batch: 5, time: 4, ids: true, masked: true, keep: "last" },
  },
  "independent units, ids and a mask": {
    cells: [cell(leaky, sizes)],
    setting: { batch: 6, time: 5, ids: true, masked: true, keep: "last" },
  },
  "independent units, timestamps and a mask": {
    cells: [phased(indrnn(sizes), temporalGate)],
    setting: { batch: 5, time: 4, timestamps: true, masked: true },
  },
};

describe.skipIf(!webgpu.available)("on webgpu", () => {
  /** The errors, compared with the composed form on the cpu backend, that exceed the tolerance. */
  async function off(made: Cell, setting: Setting): Promise<Record<string, number>> {
    await start("cpu");
    const expected = await scanResults(made, setting);
    await start("webgpu", { forwardSmallToCpu: false });
    // A phased cell multiplies the error of the phase by 2 / r_on, and in the gradient of the timestamps by 1 / period.
    const tolerance = made.recipe.inputs.includes("time") ? 5e-5 : 1e-5;
    return differencesTo(expected, made, setting, tolerance);
  }

  afterEach(() => configureKernels({}));

  // Uses the form with fewer shaders. The `cases` below show that the other gives the same values to the bit.
  test.each(compiledCells(sizes).map((made) => [made.name, made] as const))(
    "fused %s matches composed for a few rows, in training and with a mask",
    async (_, made) => {
      configureKernels({ webgpu: { scan: "persistent" } });
      expect(await off(made, { batch: 3, time: 5, training: true, masked: true })).toEqual({});
    },
  );

  describe.each(Object.entries(cases))("with %s, fused matches composed", (_, { cells, setting }) => {
    test.each(cells.map((made) => [made.name, made] as const))(
      "%s, with the same bits in both forms",
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
    "weights stored as float16 change %s results by no more than their rounding",
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

  test("a sequence too wide for workgroup memory runs stepwise, whatever the options say", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    configureKernels({ webgpu: { scan: "persistent" } });
    const wide = lstm({ inputSize: 1, hiddenSize: 1100 });
    const params = { wx: fill([1, 4400], 0.5), wh: zeros([1100, 4400]), b: zeros([4400]) } as CellParams;
    const { outputs } = scan(wide, params, randomTensor(seed(2), [1, 2, 1]));
    const values = await outputs.data();
    expect(values[0]).not.toBe(0);
    expect(new Set(values).size).toBe(2);
  });

  test("the form is measured after enough sequences, and results stay the same", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    const setting = { batch: 2, time: 3 };
    const first = await scanResults(rnn(sizes), setting);
    for (let run = 0; run < 30; run += 1) expect(await scanResults(rnn(sizes), setting)).toEqual(first);
  });

  test("an id out of range is reported if the CPU holds the ids, and otherwise makes its row NaN", async () => {
    await start("webgpu", { forwardSmallToCpu: false });
    const made = lstm(sizes);
    const params = made.init(seed(1));
    const ids = tensor2d([0, 1, 3, 2], [2, 2], "int32");
    expect(() => scan(made, params, ids)).toThrow("lstm: expected ids from 0 to 2, got 3.");
    const onGpu = add(ids, scalar(0, "int32"));
    const rows = (await scan(made, params, onGpu).outputs.array()) as number[][][];
    expect(rows[0]?.flat().every(Number.isFinite)).toBe(true);
    expect(rows[1]?.[0]).toEqual(Array(6).fill(Number.NaN));
  });

  test("a sequence that exceeds a limit of the device is refused with the limit's name, and nothing leaks", async () => {
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

  test("two hundred gradients leak neither GPU memory nor tensors", async () => {
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

  test("fused matches composed for random recipes", async () => {
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
