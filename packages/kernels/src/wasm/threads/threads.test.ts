import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { start } from "@tenetjs/backends";
import { type Cell, cell as cellOf, gru, indrnn, lstm, originalGru, phased, rnn } from "@tenetjs/cells";
import { integer, seed, TenetError, uniform } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type LanguageModelOptions, languageModel, streamingLanguageModel } from "@tenetjs/models";
import { leakedTensors, randomTensor } from "@tenetjs/testing";
import { answerLimit } from "@tenetjs/testing/limits";
import {
  backend,
  dispose,
  engine,
  matMul,
  randomNormal,
  type Tensor,
  tensor1d,
  tidy,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { configureKernels } from "../../configure.ts";
import { softmaxCrossEntropyName } from "../../losses/softmax-cross-entropy.ts";
import { registerKernels } from "../../register-kernels.ts";
import {
  differences,
  differencesTo,
  type ScanResults,
  type Setting,
  scanResults,
} from "../../testing/scan-results.ts";
import { leaky } from "../../testing/tried-cells.ts";
import { kernelsOf } from "../module/kernels.ts";
import { callOf } from "./call.ts";
import { alwaysShare } from "./choice.ts";
import { poolOf } from "./pool.ts";
import type { Shard } from "./program.ts";
import { recordShards } from "./record-shards.ts";

beforeAll(async () => {
  await start("wasm", { threads: 4 });
  registerKernels();
  alwaysShare(true);
});

/** The result of `compute` on the given number of threads. */
async function on<Result>(threads: number, compute: () => Result): Promise<Result> {
  await start("wasm", { threads });
  return compute();
}

test("the loss and its gradient have the same values to the bit on several threads as on one", async () => {
  const [rows, classes] = [1000, 90];
  const rng = seed("loss");
  const [logits, weights] = [randomTensor(rng, [rows, classes]), randomTensor(rng, [rows])];
  const targets = tensor1d(
    Array.from({ length: rows }, () => integer(rng, classes)),
    "int32",
  );
  const run = () =>
    tidy(() => {
      const inputs = { logits, targets, weights };
      const results = engine().runKernel(softmaxCrossEntropyName, inputs, {}) as Tensor[];
      return results.map((result) => result.dataSync());
    });
  const alone = await on(1, run);
  for (const threads of [2, 3, 4]) expect(await on(threads, run)).toEqual(alone);
  dispose([logits, weights, targets]);
});

describe("the fused scan gives the same values to the bit on several threads as on one", () => {
  const [inputSize, hiddenSize] = [20, 64];
  const cells: Record<string, Cell> = {
    rnn: rnn({ inputSize, hiddenSize: 128 }),
    lstm: lstm({ inputSize, hiddenSize }),
    gru: gru({ inputSize, hiddenSize }),
    "phased lstm": phased(lstm({ inputSize, hiddenSize })),
    leaky: cellOf(leaky, { inputSize, hiddenSize }),
  };
  const settings: Record<string, Setting> = {
    vectors: { batch: 64, time: 12 },
    ids: { batch: 33, time: 9, ids: true },
    "a mask, the last output": { batch: 20, time: 10, masked: true, keep: "last" },
    "an odd number of steps at test time": { batch: 70, time: 7, training: false },
    timestamps: { batch: 16, time: 20, timestamps: true },
  };

  for (const [cellName, cell] of Object.entries(cells)) {
    for (const [name, setting] of Object.entries(settings)) {
      if (setting.timestamps && cell.recipe.inputs.length === 0) continue;
      test(`${cellName} on ${name}`, async () => {
        const alone = await on(1, () => scanResults(cell, setting));
        for (const threads of [2, 3, 4])
          expect(await on(threads, () => scanResults(cell, setting))).toEqual(alone);
      });
    }
  }

  test("in repeated runs", async () => {
    const { lstm: cell, ...rest } = cells as { lstm: Cell };
    expect(Object.keys(rest)).toHaveLength(4);
    const run = () => scanResults(cell, { batch: 64, time: 12 });
    const results: ScanResults[] = await on(4, () => Promise.all(Array.from({ length: 10 }, run)));
    for (const result of results) expect(result).toEqual(results[0]);
  });

  test("without a first state, whose products are left out", async () => {
    const tried: Setting[] = [1, 2, 9].flatMap((time) => [
      { batch: 64, time },
      { batch: 20, time, ids: true, keep: "last" as const },
      { batch: 300, time },
      { batch: 3, time, masked: true, training: false },
    ]);
    for (const cell of [lstm({ inputSize, hiddenSize }), originalGru({ inputSize, hiddenSize })]) {
      for (const setting of tried) {
        const fromZeros = await on(1, () => scanResults(cell, { ...setting, state: "zeros" }));
        const without = { ...setting, state: "none" } as const;
        expect(await differencesTo(fromZeros, cell, without, 1e-6)).toEqual({});
        const alone = await on(1, () => scanResults(cell, without));
        expect(await on(3, () => scanResults(cell, without))).toEqual(alone);
      }
    }
  });

  test("with either build of the kernels", async () => {
    const cell = lstm({ inputSize, hiddenSize });
    const run = () => scanResults(cell, { batch: 64, time: 12 });
    for (const reproducible of [true, false]) {
      configureKernels({ reproducible });
      expect(await on(3, run)).toEqual(await on(1, run));
    }
  });

  test("for batches smaller than the number of threads", async () => {
    for (const batch of [1, 2, 3, 8]) {
      const setting = { batch, time: 200 };
      const cell = lstm({ inputSize: 3, hiddenSize });
      expect(await on(4, () => scanResults(cell, setting))).toEqual(
        await on(1, () => scanResults(cell, setting)),
      );
    }
  });

  test("for long sequences of independent units", async () => {
    const [plain, timed] = [
      cellOf(leaky, { inputSize, hiddenSize }),
      phased(indrnn({ inputSize, hiddenSize })),
    ];
    const tried: [Cell, Setting][] = [
      [plain, { batch: 5, time: 300 }],
      [plain, { batch: 5, time: 300, ids: true }],
      [timed, { batch: 16, time: 40, timestamps: true }],
      [timed, { batch: 16, time: 40 }],
    ];
    for (const [cell, setting] of tried) {
      expect(await on(3, () => scanResults(cell, setting))).toEqual(
        await on(1, () => scanResults(cell, setting)),
      );
    }
  });

  test("and matches the composed form to 1e-5", async () => {
    const off = await on(4, () => differences(lstm({ inputSize, hiddenSize }), { batch: 64, time: 12 }));
    expect(off).toEqual({});
  });
});

test("64 texts that are written side by side are the same to the bit on several threads, or fewer texts", async () => {
  const options = {
    vocabularySize: 50,
    hiddenSize: 96,
    layers: 2,
    embedding: 20,
    cell: "phased-lstm",
  } as const;
  const alone = await on(1, () => logitsOf(options, 64));
  for (const threads of [2, 4]) expect(await on(threads, () => logitsOf(options, 64))).toEqual(alone);
  expect(await on(4, () => logitsOf(options, 11))).toEqual(alone.slice(0, 11 * 50));
});

test("64 texts that are drawn have the same ids on several threads as on one, for any number of ids", async () => {
  const options = { vocabularySize: 50, hiddenSize: 96, layers: 2, embedding: 20, cell: "gru" } as const;
  const draw = async (count: number) => {
    const model = languageModel(options);
    const params = model.init(seed(1));
    const stream = streamingLanguageModel(model, params);
    const state = stream.start(64);
    const rng = seed(count);
    const randomNumbers = Float64Array.from({ length: 64 * count }, () => uniform(rng));
    const ids = Int32Array.from({ length: 64 }, (_, row) => row % 50);
    const drawn = await stream.draw(state, ids, { count, randomNumbers });
    const { logits } = await stream.step(drawn!.state, ids);
    const found = [...drawn!.ids, ...logits];
    stream.release(state);
    disposeTree(params);
    return found;
  };
  for (const count of [1, 2, 7, 8]) {
    const alone = await on(1, () => draw(count));
    for (const threads of [2, 4]) expect(await on(threads, () => draw(count))).toEqual(alone);
  }
});

test("few texts are the same to the bit if threads share the columns of their products", async () => {
  // h Wh of the layer and h Eᵀ of the head have just over 2^20 multiplications, from which on sharing pays.
  const options = { vocabularySize: 1050, hiddenSize: 260, embedding: 260, tied: true };
  const alone = await on(1, () => logitsOf(options, 4));
  expect(await on(3, () => logitsOf(options, 4))).toEqual(alone);
});

/** The logits of `samples` texts after three ids of each. */
async function logitsOf(options: LanguageModelOptions, samples: number): Promise<number[]> {
  const model = languageModel(options);
  const params = model.init(seed(1));
  const stream = streamingLanguageModel(model, params);
  let state = stream.start(samples);
  let logits: number[] = [];
  for (let step = 0; step < 3; step += 1) {
    const next = await stream.step(
      state,
      Int32Array.from({ length: samples }, (_, row) => (row + step) % 50),
    );
    stream.release(state);
    state = next.state;
    logits = [...next.logits];
  }
  stream.release(state);
  disposeTree(params);
  return logits;
}

test("a product of any sizes is the same to the bit on several threads", async () => {
  const size = fc.integer({ min: 1, max: 600 });
  const sizes = fc.record({ m: size, n: size, k: fc.integer({ min: 200, max: 400 }) });
  const options = fc.record({ transposeA: fc.boolean(), transposeB: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(sizes, options, async ({ m, n, k }, { transposeA, transposeB }) => {
      const a = randomNormal(transposeA ? [k, m] : [m, k]);
      const b = randomNormal(transposeB ? [n, k] : [k, n]);
      const product = () => tidy(() => matMul(a, b, transposeA, transposeB).dataSync());
      const alone = await on(1, product);
      for (const threads of [2, 4]) expect(await on(threads, product)).toEqual(alone);
      a.dispose();
      b.dispose();
    }),
    { numRuns: 25 },
  );
});

test("workers are started once, and a thousand jobs leak no tensors", async () => {
  const cell = lstm({ inputSize: 20, hiddenSize: 64 });
  await start("wasm", { threads: 4 });
  const pool = poolOf(kernelsOf(backend()));
  const workers = [...pool.workers];
  expect(workers).toHaveLength(3);
  const leaked = leakedTensors(async () => {
    for (let run = 0; run < 100; run += 1) await scanResults(cell, { batch: 16, time: 8 });
  });
  expect(await leaked).toBe(0);
  expect([...pool.workers]).toEqual(workers);
});

test("a record has the shards of each program with their threads and times, and none after it has ended", async () => {
  await start("wasm", { threads: 4 });
  const multiply = () => tidy(() => matMul(randomNormal([512, 256]), randomNormal([256, 512])).dataSync());
  multiply();
  const from = performance.timeOrigin + performance.now();
  const end = recordShards();
  multiply();
  multiply();
  const shards = end();
  const until = performance.timeOrigin + performance.now();
  multiply();
  expect(new Set(shards.map(({ program }) => program)).size).toBe(2);
  expect(shards.length).toBeGreaterThanOrEqual(4);
  for (const { thread, began, ended } of shards) {
    expect([0, 1, 2, 3]).toContain(thread);
    // Clocks of threads may differ by some microseconds.
    expect(began).toBeGreaterThan(from - 1);
    expect(ended).toBeGreaterThanOrEqual(began);
    expect(ended).toBeLessThan(until + 1);
  }
  expect(recordShards()()).toEqual([]);
});

test("an error in a shard is reported, whichever thread runs it, and the next job runs", async () => {
  await start("wasm", { threads: 4 });
  const kernels = kernelsOf(backend());
  const values = kernels.allocate(64);
  const beyond = kernels.memory.buffer.byteLength;
  /** Two shards, the first of which writes beyond the memory. */
  const program = (at: number) => {
    const body = (_: number, { first }: Shard) => [
      callOf(kernels.code, "clearBlocks", [4, 1, at + first * (values - at), 0]),
    ];
    return { total: 2, grain: 1, loops: [{ first: 0, by: 1, count: 1, body }] };
  };
  const pool = poolOf(kernels);
  expect(() => pool.run(program(beyond), 4)).toThrow(/out of bounds|its shard failed/);
  expect(() => pool.run(program(values), 4)).not.toThrow();
  kernels.free(values);
});

test("a worker that dies is reported, and the caller does not hang", async () => {
  await start("wasm", { threads: 4 });
  const product = () => tidy(() => matMul(randomNormal([256, 256]), randomNormal([256, 256])).dataSync());
  product();
  await poolOf(kernelsOf(backend())).workers[1]?.terminate();
  expect(product).toThrow(TenetError);
  expect(product).toThrow(/all worker threads to be alive, got one that died \(it ended\)\. Start again/);
  await start("wasm", { threads: 1 });
  expect(product()).toHaveLength(256 * 256);
});

test("a program exits by itself when its threads are idle", async () => {
  const program = `
    import { start } from "@tenetjs/backends";
    import "@tenetjs/kernels/register";
    import { matMul, ones } from "@tensorflow/tfjs-core";
    const { threads } = await start("wasm", { threads: 3 });
    console.log(threads, matMul(ones([300, 300]), ones([300, 300])).dataSync()[0]);
  `;
  const args = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: import.meta.dirname,
    timeout: answerLimit,
  });
  expect(stdout).toBe("3 300\n");
});
