import { leakedTensors, webgpuForTests } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { asWebGpuBackend } from "../private-fields.ts";
import { start } from "../start.ts";

const webgpu = await webgpuForTests();

/* Each test expects the values of the backends cpu and wasm. Without the repair, each fails on tfjs 4.22.0. */
describe.skipIf(!webgpu.available)("on webgpu, as on the other backends,", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test.each([
    { shape: [2, 3], permutation: [1, 0] },
    { shape: [1, 2, 3], permutation: [2, 0, 1] },
  ])("integers of shape $shape are transposed exactly", async ({ shape, permutation }) => {
    const values = [2 ** 24 + 1, -1, 0, 7, 2 ** 31 - 1, -(2 ** 31)];
    const transposed = tf.transpose(tf.tensor(values, shape, "int32"), permutation);
    expect(transposed.dtype).toBe("int32");
    expect(Array.from(await transposed.data())).toEqual([0, 3, 1, 4, 2, 5].map((index) => values[index]));
  });

  test("booleans are transposed", async () => {
    const transposed = tf.transpose(tf.tensor2d([1, 0, 0, 1, 1, 0], [2, 3], "bool"));
    expect(Array.from(await transposed.data())).toEqual([1, 1, 0, 1, 0, 0]);
  });

  test("a comparison is summed correctly over its first axis, which also transposes", async () => {
    const hits = tf.cast(tf.greater(tf.tensor2d([1, 5, 6, 7, 2, 8], [3, 2]), 4), "float32");
    expect(Array.from(await tf.sum(hits, 0).data())).toEqual([1, 3]);
  });

  test("a sum of more tensors than a shader can have buffers is correct, and leaks nothing", async () => {
    const { maxStorageBuffersPerShaderStage: buffers } = asWebGpuBackend(tf.backend()).device.limits;
    const terms = Array.from({ length: 3 * buffers }, (_, index) => tf.tensor1d([index, 1]));
    const sum = () => tf.tidy(() => tf.addN(terms));
    expect(Array.from(await sum().data())).toEqual([((3 * buffers - 1) * 3 * buffers) / 2, 3 * buffers]);
    const held = tf.backend().numDataIds();
    expect(await leakedTensors(() => sum().dispose())).toBe(0);
    expect(tf.backend().numDataIds()).toBe(held);
  });

  test.each([3, 40, 400])("argMax and argMin of %i equal values are the first", async (length) => {
    const values = tf.tensor2d(
      Array.from({ length: 2 * length }, () => 1),
      [2, length],
    );
    expect(Array.from(await tf.argMax(values, 1).data())).toEqual([0, 0]);
    expect(Array.from(await tf.argMin(values, 1).data())).toEqual([0, 0]);
    const twoPeaks = tf.tensor1d(Array.from({ length }, (_, index) => (index === 1 || index === 2 ? 5 : 0)));
    expect(Array.from(await tf.argMax(twoPeaks).data())).toEqual([1]);
  });

  test("argMax and argMin of a vector are scalars", async () => {
    expect(tf.argMax(tf.tensor1d([1, 3, 2])).shape).toEqual([]);
    expect(tf.argMin(tf.tensor1d([1, 3, 2])).shape).toEqual([]);
  });

  test.each([
    { compute: tf.sin, wanted: Math.sin },
    { compute: tf.cos, wanted: Math.cos },
  ])("$compute.name is accurate", async ({ compute, wanted }) => {
    const angles = Float32Array.from({ length: 400 }, (_, index) => (index - 200) / 17);
    const found = await compute(tf.tensor1d(angles)).data();
    const gaps = found.map((value, index) => Math.abs(value - wanted(angles[index] as number)));
    expect(Math.max(...gaps)).toBeLessThan(1e-6);
    const [nan, infinite] = await compute(tf.tensor1d([Number.NaN, Number.POSITIVE_INFINITY])).data();
    expect([nan, infinite]).toEqual([Number.NaN, Number.NaN]);
  });

  test.each([
    { compute: tf.exp },
    { compute: tf.expm1 },
    { compute: tf.log },
    { compute: tf.log1p },
    { compute: tf.sigmoid },
    { compute: tf.softplus },
    { compute: tf.tanh },
    { compute: tf.elu },
  ])("$compute.name of NaN is NaN", async ({ compute }) => {
    const [ofNaN, ofHalf] = await compute(tf.tensor1d([Number.NaN, 0.5])).data();
    expect(ofNaN).toBeNaN();
    expect(ofHalf).not.toBeNaN();
  });

  test("a softmax of logits with a NaN or an infinity is NaN in that row only", async () => {
    const logits = tf.tensor2d([1, Number.NaN, 2, 1, 1, 1, Number.POSITIVE_INFINITY, 0, 0], [3, 3]);
    const rows = await tf.softmax(logits).array();
    expect((rows as number[][]).map((row) => row.every(Number.isNaN))).toEqual([true, false, true]);
  });

  test("the logarithms of 0 and of negative numbers are -Infinity and NaN", async () => {
    const infinite = Number.NEGATIVE_INFINITY;
    expect(Array.from(await tf.log(tf.tensor1d([0, -1])).data())).toEqual([infinite, Number.NaN]);
    expect(Array.from(await tf.log1p(tf.tensor1d([-1, -2])).data())).toEqual([infinite, Number.NaN]);
  });

  test("integers are summed by segments, and ids out of range are dropped", async () => {
    const ids = tf.tensor1d([1, 0, 1, 7, -1], "int32");
    const sum = tf.unsortedSegmentSum(tf.tensor1d([10, 2, 30, 400, 5000], "int32"), ids, 3);
    expect(Array.from(await sum.data())).toEqual([2, 40, 0]);
  });

  test.each([
    { what: "a long product", bias: false },
    { what: "a long product with a bias", bias: true },
  ])("$what is always summed in the same order", async ({ bias }) => {
    const backend = asWebGpuBackend(tf.backend());
    const run = vi.spyOn(backend, "runWebGPUProgram");
    const [a, b] = [tf.fill([2, 2500], 0.5), tf.fill([2500, 100], 2)];
    const chosen = tf.env().getNumber("WEBGPU_MATMUL_PROGRAM_TYPE");
    tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", -1);
    const product = bias ? tf.fused.matMul({ a, b, bias: tf.ones([100]) }) : tf.matMul(a, b);
    tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", chosen);
    expect(new Set(await product.data())).toEqual(new Set([bias ? 2501 : 2500]));
    const programs = run.mock.calls.map(([{ shaderKey }]) => shaderKey);
    run.mockRestore();
    expect(programs.filter((key) => /^matMul/.test(key))).toEqual([
      expect.stringContaining("SmallOutputSize"),
    ]);
  });

  describe("empty tensors", () => {
    test.each([
      { shape: [0], axis: 0, result: [] },
      { shape: [3, 0], axis: 1, result: [3] },
    ])("have a sum, a mean and extremes: $shape over axis $axis", async ({ shape, axis, result }) => {
      const none = tf.zeros(shape);
      const found = [tf.sum(none, axis), tf.mean(none, axis), tf.max(none, axis), tf.min(none, axis)];
      for (const { shape: reduced } of found) expect(reduced).toEqual(result);
      const values = await Promise.all(found.map(async (one) => (await one.data())[0]));
      expect(values).toEqual([0, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
      expect(tf.sum(none, axis, true).shape).toEqual(shape.map((size, at) => (at === axis ? 1 : size)));
    });

    test("have a softmax and sums by segments", async () => {
      expect(tf.softmax(tf.zeros([2, 0])).shape).toEqual([2, 0]);
      const sums = tf.unsortedSegmentSum(tf.zeros([0, 2]), tf.tensor1d([], "int32"), 3);
      expect(await sums.array()).toEqual([
        [0, 0],
        [0, 0],
        [0, 0],
      ]);
    });

    test.each([
      { a: [2, 0], b: [0, 3], transposeA: false, transposeB: false, shape: [2, 3] },
      { a: [0, 2], b: [3, 0], transposeA: true, transposeB: true, shape: [2, 3] },
      { a: [4, 2, 0], b: [1, 0, 3], transposeA: false, transposeB: false, shape: [4, 2, 3] },
    ])("have a product of zeros: $a by $b", async ({ a, b, transposeA, transposeB, shape }) => {
      const product = tf.matMul(tf.zeros(a), tf.zeros(b), transposeA, transposeB);
      expect(product.shape).toEqual(shape);
      expect(new Set(await product.data())).toEqual(new Set([0]));
    });
  });
});
