import { TenetError } from "@tenetjs/core";
import { largestDifference } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asWasmBackend } from "../private-fields.ts";
import { start } from "../start.ts";

beforeEach(async () => {
  await start("wasm");
  tf.engine().startScope();
});

afterEach(() => {
  tf.engine().endScope();
});

const sizes = fc.integer({ min: 1, max: 70 });

describe("matrix products", () => {
  /** The result of a call on WASM and on the plain JavaScript backend. */
  async function onBoth(run: () => tf.Tensor) {
    const result = [];
    for (const name of ["wasm", "cpu"] as const) {
      await start(name);
      result.push(tf.tidy(() => ({ shape: run().shape, values: run().dataSync() })));
    }
    return result as [{ shape: number[]; values: Float32Array }, { shape: number[]; values: Float32Array }];
  }

  const entries = (shape: number[], frequency: number) =>
    tf.tidy(() =>
      tf.sin(tf.mul(tf.reshape(tf.range(1, tf.util.sizeFromShape(shape) + 1), shape), frequency)),
    );

  test("match those of the cpu backend, whether transposed, batched or fused", async () => {
    const batches = fc.constantFrom<[number[], number[]]>(
      [[], []],
      [[1], [1]],
      [[3], []],
      [[3], [1]],
      [[], [3]],
      [
        [2, 2],
        [2, 2],
      ],
    );
    const options = fc.record({
      batches,
      sizes: fc.tuple(sizes, sizes, sizes),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      fused: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(options, async ({ batches, sizes, transposeA, transposeB, fused }) => {
        const [rows, inner, columns] = sizes;
        const [batchA, batchB] = batches;
        const [wasm, cpu] = await onBoth(() => {
          const a = entries([...batchA, ...(transposeA ? [inner, rows] : [rows, inner])], 0.7);
          const b = entries([...batchB, ...(transposeB ? [columns, inner] : [inner, columns])], 1.3);
          if (!fused) return tf.matMul(a, b, transposeA, transposeB);
          return tf.fused.matMul({
            ...{ a, b, transposeA, transposeB },
            bias: tf.linspace(-1, 1, columns),
            activation: "relu",
          });
        });
        expect(wasm.shape).toEqual(cpu.shape);
        expect(largestDifference(wasm.values, cpu.values)).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });

  test("leak none of their intermediate tensors", () => {
    const { numTensors } = tf.memory();
    const held = tf.backend().numDataIds();
    const a = tf.ones([3, 4, 5]);
    const b = tf.ones([3, 6, 5]);
    tf.dispose([a, b, tf.matMul(a, b, false, true), tf.matMul(a, b, false, true)]);
    expect([tf.memory().numTensors, tf.backend().numDataIds()]).toEqual([numTensors, held]);
  });

  test("of empty matrices keep their shape", () => {
    expect(tf.matMul(tf.ones([0, 4]), tf.ones([3, 4]), false, true).shape).toEqual([0, 3]);
  });

  test("of batches that do not match are refused, as tfjs refuses them", () => {
    expect(() => tf.matMul(tf.ones([2, 3, 4]), tf.ones([3, 5, 4]), false, true)).toThrow(/broadcast/);
  });
});

describe("unsortedSegmentSum, which tfjs lacks on WASM", () => {
  test("adds each row to the row of its id, and drops rows whose id is out of range", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 1, maxLength: 20 }), (ids) => {
        const expected = new Float32Array(5 * 2);
        ids.forEach((id, row) => {
          if (id < 0 || id >= 5) return;
          expected[2 * id] = (expected[2 * id] as number) + row;
          expected[2 * id + 1] = (expected[2 * id + 1] as number) - row;
        });
        const sum = tf.tidy(() => {
          const rows = tf.tensor2d(ids.map((_, row) => [row, -row]));
          return tf.unsortedSegmentSum(rows, tf.tensor1d(ids, "int32"), 5).dataSync();
        });
        expect(sum).toEqual(expected);
      }),
    );
  });

  test("sums integers exactly", () => {
    const sum = tf.unsortedSegmentSum(tf.tensor1d([2 ** 24, 1], "int32"), tf.tensor1d([0, 0], "int32"), 1);
    expect([sum.dtype, ...sum.dataSync()]).toEqual(["int32", 2 ** 24 + 1]);
  });
});

describe("the parts of a tensor", () => {
  test("have the same values as on the CPU, wherever they are taken", async () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
    const parts = fc.record({
      shape: shapes,
      axis: fc.nat({ max: 4 }),
      from: fc.array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 5 }),
      dtype: fc.constantFrom("float32" as const, "int32" as const, "bool" as const),
    });
    await fc.assert(
      fc.asyncProperty(parts, async ({ shape, axis, from, dtype }) => {
        const along = axis % shape.length;
        const begin = shape.map((length, k) => (from[k] as number) % length);
        const size = shape.map((length, k) => Math.max(1, (length - (begin[k] as number)) % 4));
        const lengths = [begin[along] as number, (shape[along] as number) - (begin[along] as number)];
        const take = () => {
          const values = tf.range(0, tf.util.sizeFromShape(shape));
          const whole = tf.reshape(dtype === "bool" ? tf.greater(values, 3) : tf.cast(values, dtype), shape);
          return [
            tf.slice(whole, begin, size),
            ...tf.split(whole, lengths, along),
            ...tf.unstack(whole, along - shape.length),
          ].map((part) => [part.dtype, part.shape, [...part.dataSync()]]);
        };
        const onWasm = tf.tidy(take);
        await start("cpu");
        const onCpu = tf.tidy(take);
        await start("wasm");
        expect(onWasm).toEqual(onCpu);
      }),
    );
  });

  test("outside the tensor are refused", () => {
    expect(() => tf.slice(tf.ones([2, 3]), [1, 1], [1, 3])).toThrow(/begin\[1\] \+ size\[1\]/);
  });

  test("are strings too", () => {
    const texts = tf.tensor(["a", "b", "c", "d"], [2, 2]);
    expect(tf.unstack(texts, 1).map((part) => part.dataSync())).toEqual([
      ["a", "c"],
      ["b", "d"],
    ]);
  });
});

describe("a clone", () => {
  test("shares its values, and outlives the tensor that it was cloned from", () => {
    const x = tf.tensor1d([1, 2, 3]);
    const y = tf.clone(x);
    const { memoryOffset } = asWasmBackend(tf.backend()).dataIdMap.get(x.dataId);
    expect(asWasmBackend(tf.backend()).dataIdMap.get(y.dataId).memoryOffset).toBe(memoryOffset);
    x.dispose();
    tf.fill([3], 9);
    expect(Array.from(y.dataSync())).toEqual([1, 2, 3]);
  });

  test("allocates no memory, and the last holder frees it", () => {
    const held = tf.backend().numDataIds();
    const x = tf.zeros([100]);
    const y = tf.tidy(() => tf.clone(tf.clone(x)));
    expect(tf.backend().numDataIds()).toBe(held + 1);
    tf.dispose(x);
    expect(tf.backend().numDataIds()).toBe(held + 1);
    tf.dispose(y);
    expect(tf.backend().numDataIds()).toBe(held);
  });
});

describe("when memory is exhausted", () => {
  test.each([2 ** 30 - 1024, 2 ** 30])("%d values are refused and overwrite nothing", (size) => {
    const before = tf.tensor1d([1, 2, 3]);
    const wasm = asWasmBackend(tf.backend());
    expect(() => wasm.makeOutput([size], "float32")).toThrow(TenetError);
    expect(() => wasm.makeOutput([size], "float32")).toThrow(
      /expected \d+ free bytes for a tensor, got none/,
    );
    expect(Array.from(before.dataSync())).toEqual([1, 2, 3]);
  });
});

test("another version of tfjs is recognised by its private fields", () => {
  expect(() => asWasmBackend({ wasm: {} })).toThrow(
    /tfjs's WASM backend to have wasm\._malloc, as versions 4\..* do, got undefined in version 4\./,
  );
});
