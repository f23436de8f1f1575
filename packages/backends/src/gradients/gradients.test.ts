import { gradientMismatches, largestDifference, leakedTensors, onEachBackend } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { start } from "../start.ts";
import { gradients } from "./register-gradients.ts";

/** A function and the points at which its gradient is checked, away from kinks, ties and steps. */
type Case = { readonly at: readonly Point[]; readonly of: (...inputs: tf.Tensor[]) => tf.Tensor };
type Point = { readonly shape: number[]; readonly values: number[] };

const x: Point = { shape: [2, 3], values: [0.31, -0.72, 1.24, -1.41, 0.83, -0.27] };
const positive: Point = { shape: [2, 3], values: [0.31, 0.72, 1.24, 1.41, 0.83, 2.27] };
const row: Point = { shape: [3], values: [0.54, -1.13, 0.91] };
const column: Point = { shape: [2, 1], values: [0.62, -0.87] };
const scalar: Point = { shape: [], values: [0.71] };
const tall: Point = { shape: [3, 2], values: [0.44, -0.33, 0.82, 1.13, -0.61, 0.25] };
const cube: Point = {
  shape: [2, 2, 3],
  values: [0.33, -0.71, 1.22, -1.43, 0.84, -0.25, 0.96, 0.17, -0.58, 0.65, -1.14, 0.76],
};
const cubeOfTall: Point = { shape: [2, 3, 2], values: cube.values };

const unary = (of: (x: tf.Tensor) => tf.Tensor, at = x): Case => ({ at: [at], of });
/** A step function times `x`, so that tfjs asks for its gradient, which adds nothing. */
const flat = (of: (x: tf.Tensor) => tf.Tensor): Case => unary((x) => tf.mul(x, of(x)));
const binary = (of: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor, a: Point, b: Point): Case => ({
  at: [a, b],
  of,
});
const condition = (of: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Case =>
  binary((a, b) => tf.where(of(a, b), tf.mul(a, b), tf.sub(a, b)), x, row);
const product = (a: Point, b: Point, transposeA: boolean, transposeB: boolean): Case =>
  binary((a, b) => tf.matMul(a, b, transposeA, transposeB), a, b);
const ids = (list: number[]) => tf.tensor1d(list, "int32");

const cases: Record<string, Case> = {
  abs: unary((x) => tf.abs(x)),
  "cast to integers": flat((x) => tf.cast(tf.cast(x, "int32"), "float32")),
  ceil: flat((x) => tf.ceil(x)),
  clipByValue: unary((x) => tf.clipByValue(x, -1, 0.5)),
  clone: unary((x) => tf.mul(x, tf.clone(x))),
  cos: unary((x) => tf.cos(x)),
  exp: unary((x) => tf.exp(x)),
  expm1: unary((x) => tf.expm1(x)),
  floor: flat((x) => tf.floor(x)),
  log: unary((x) => tf.log(x), positive),
  log1p: unary((x) => tf.log1p(x), positive),
  neg: unary((x) => tf.neg(x)),
  onesLike: flat((x) => tf.onesLike(x)),
  reciprocal: unary((x) => tf.reciprocal(x), positive),
  relu: unary((x) => tf.relu(x)),
  round: flat((x) => tf.round(x)),
  rsqrt: unary((x) => tf.rsqrt(x), positive),
  sigmoid: unary((x) => tf.sigmoid(x)),
  sign: flat((x) => tf.sign(x)),
  sin: unary((x) => tf.sin(x)),
  softplus: unary((x) => tf.softplus(x)),
  sqrt: unary((x) => tf.sqrt(x), positive),
  square: unary((x) => tf.square(x)),
  step: flat((x) => tf.step(x, 0.1)),
  tanh: unary((x) => tf.tanh(x)),
  zerosLike: flat((x) => tf.zerosLike(x)),

  "add, a row to a matrix": binary((a, b) => tf.add(a, b), x, row),
  "sub, a column less a matrix": binary((a, b) => tf.sub(a, b), column, x),
  "mul, a row by a column": binary((a, b) => tf.mul(a, b), row, column),
  "div, a column by a row": binary((a, b) => tf.div(a, b), column, row),
  "div, a scalar by a matrix": binary((a, b) => tf.div(a, b), scalar, x),
  floorDiv: binary((a, b) => tf.mul(a, tf.floorDiv(a, b)), x, row),
  "maximum, a row and a column": binary((a, b) => tf.maximum(a, b), row, column),
  "minimum, a column and a matrix": binary((a, b) => tf.minimum(a, b), column, x),
  "mod, of either sign": binary((a, b) => tf.mod(a, b), x, row),
  "pow, a matrix by a column": binary((a, b) => tf.pow(a, b), positive, column),
  "squaredDifference, a matrix and a row": binary((a, b) => tf.squaredDifference(a, b), x, row),

  equal: condition((a, b) => tf.equal(a, b)),
  notEqual: condition((a, b) => tf.notEqual(a, b)),
  greater: condition((a, b) => tf.greater(a, b)),
  greaterEqual: condition((a, b) => tf.greaterEqual(a, b)),
  less: condition((a, b) => tf.less(a, b)),
  lessEqual: condition((a, b) => tf.lessEqual(a, b)),
  "logical and, or, not": condition((a, b) =>
    tf.logicalOr(tf.logicalAnd(tf.less(a, 0), tf.less(b, 0)), tf.logicalNot(tf.less(a, 0.5))),
  ),
  "isNaN, isInf, isFinite": condition((a, b) =>
    tf.logicalOr(tf.isNaN(a), tf.logicalAnd(tf.isInf(b), tf.isFinite(a))),
  ),

  "sum of all": unary((x) => tf.sum(x)),
  "sum over the first axis": unary((x) => tf.sum(x, 0)),
  "sum over the outer axes, kept": unary((x) => tf.sum(x, [0, -1], true), cube),
  mean: unary((x) => tf.mean(x), cube),
  "mean over the middle axis": unary((x) => tf.mean(x, 1), cube),
  max: unary((x) => tf.max(x)),
  "max over the last axis": unary((x) => tf.max(x, -1, true), cube),
  "min over the first axis": unary((x) => tf.min(x, 0), cube),
  argMax: flat((x) => tf.cast(tf.expandDims(tf.argMax(x, 1), 1), "float32")),
  argMin: flat((x) => tf.cast(tf.argMin(x, 0), "float32")),
  "cumsum, backwards and exclusive": unary((x) => tf.cumsum(x, 1, true, true), cube),
  "cumsum of the first axis": unary((x) => tf.cumsum(x, 0)),
  softmax: unary((x) => tf.softmax(x)),
  logSoftmax: unary((x) => tf.logSoftmax(x)),
  logSumExp: unary((x) => tf.logSumExp(x, 1)),
  "the norm": unary((x) => tf.norm(x)),

  addN: { at: [x, positive], of: (a, b) => tf.mul(a, tf.addN([a, b, a])) },
  broadcastTo: unary((x) => tf.broadcastTo(x, [2, 2, 3]), column),
  "concat along the last axis": binary((a, b) => tf.concat([a, b, a], -1), x, column),
  expandDims: unary((x) => tf.expandDims(x, 1)),
  "oneHot of a rounded tensor": unary((x) => tf.mul(tf.oneHot(tf.cast(x, "int32"), 3), tf.expandDims(x, 2))),
  pad: unary((x) =>
    tf.pad(x, [
      [1, 0],
      [0, 2],
    ]),
  ),
  reshape: unary((x) => tf.reshape(x, [3, 2])),
  "reverse of the last axis": unary((x) => tf.reverse(x, -1)),
  slice: unary((x) => tf.slice(x, [0, 1], [-1, 2])),
  "slice of the first axis alone": unary((x) => tf.slice(x, 1), cube),
  "split in unequal parts": unary((x) => {
    const [first, second] = tf.split(x, [1, 2], 1) as [tf.Tensor, tf.Tensor];
    return tf.mul(first, second);
  }),
  "split, one part unused": unary((x) => tf.split(x, 3, 1)[1] as tf.Tensor),
  squeeze: unary((x) => tf.squeeze(x), column),
  "stack at the end": binary((a, b) => tf.stack([a, b], -1), x, positive),
  "stack in the middle": binary((a, b) => tf.stack([a, b], 1), x, positive),
  "tile of both axes": unary((x) => tf.tile(x, [2, 3])),
  "tile of none": unary((x) => tf.tile(x, [1, 1])),
  "transpose of three axes": unary((x) => tf.transpose(x, [2, 0, 1]), cube),
  "unstack of the last axis": unary((x) => {
    const [first, , third] = tf.unstack(x, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    return tf.mul(first, third);
  }),
  "unstack of one": unary((x) => tf.unstack(x, 1)[0] as tf.Tensor, column),
  "where, both branches broadcast": {
    at: [row, column],
    of: (a, b) => tf.where(tf.tensor2d([1, 0, 0, 1, 1, 0], [2, 3], "bool"), tf.mul(a, b), tf.mul(b, b)),
  },

  "gather of rows, one twice": unary((x) => tf.gather(x, ids([2, 0, 2])), tall),
  "gather of rows by a matrix": unary((x) => tf.gather(x, tf.reshape(ids([2, 0, 2, 1]), [2, 2])), tall),
  "gather along the last axis": unary((x) => tf.gather(x, ids([1, 1, 0, 2]), -1), cube),
  "gather along the middle axis": unary((x) => tf.gather(x, ids([1, 0, 1]), 1), cube),
  "gather by computed indices": unary((x) => tf.gather(x, tf.cast(tf.argMax(x, 0), "int32")), x),
  unsortedSegmentSum: unary((x) => tf.unsortedSegmentSum(x, ids([1, -1, 1]), 3), tall),
  "unsortedSegmentSum of cubes": unary((x) => tf.unsortedSegmentSum(x, ids([2, 0]), 3), cube),

  matMul: product(x, tall, false, false),
  "matMul, left transposed": product(tall, tall, true, false),
  "matMul, right transposed": product(x, x, false, true),
  "matMul, both transposed": product(x, tall, true, true),
  "matMul of batches": product(cube, cubeOfTall, false, false),
  "matMul of batches, left transposed": product(cube, cube, true, false),
  "matMul of batches, right transposed": product(cube, cube, false, true),
  "matMul of a batch by one matrix": product(cube, tall, false, false),
  "matMul of a batch by one transposed matrix": product(cube, x, false, true),
  "matMul of a transposed batch by one matrix": product(cubeOfTall, tall, true, false),
  "matMul of one matrix by a batch": product(x, cubeOfTall, false, false),
  "fused matMul": {
    at: [x, tall, { shape: [2], values: [0.3, -0.4] }],
    of: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: "relu" }),
  },
};

/** A sum of `y` in which each entry has its own weight, so that a misplaced gradient shows. */
const weighted = (y: tf.Tensor) => {
  const weights = Float32Array.from({ length: y.size }, (_, index) => 0.5 + index / y.size);
  return tf.sum(tf.mul(y, tf.tensor(weights, y.shape)));
};

const tensors = ({ at }: Case) => at.map(({ shape, values }) => tf.tensor(values, shape, "float32"));

const gradientsOf = (one: Case) =>
  tf.tidy(() => tf.grads((...inputs) => weighted(one.of(...inputs)))(tensors(one)));

describe.each(["cpu", "wasm"] as const)("on %s", (backend) => {
  beforeAll(async () => {
    await start(backend);
  });

  test.each(Object.entries(cases))("the gradient of %s agrees with finite differences", async (_, one) => {
    const inputs = Object.fromEntries(tensors(one).map((input, index) => [`input ${index}`, input]));
    expect(await gradientMismatches((...given) => weighted(one.of(...given)), inputs)).toEqual([]);
    tf.dispose(inputs);
  });

  test("the cases check every gradient of this package", async () => {
    const run = new Set<string>();
    for (const one of Object.values(cases)) {
      const { kernelNames } = await tf.profile(() => tf.tidy(() => tf.sum(one.of(...tensors(one)))));
      for (const name of kernelNames) run.add(name);
    }
    expect(gradients.map(({ kernelName }) => kernelName).filter((name) => !run.has(name))).toEqual([]);
  });
});

await onEachBackend((backend) => {
  test("all gradients match those of the cpu backend, and leak no tensors", async () => {
    await start("cpu");
    const expected = Object.fromEntries(
      Object.entries(cases).map(([name, one]) => [
        name,
        tf.tidy(() => gradientsOf(one).map((gradient) => Array.from(gradient.dataSync()))),
      ]),
    );
    await start(backend, { forwardSmallToCpu: false });
    const leaked = await leakedTensors(async () => {
      for (const [name, one] of Object.entries(cases)) {
        const got = gradientsOf(one);
        for (const [index, gradient] of got.entries()) {
          const difference = largestDifference(await gradient.data(), expected[name]?.[index] ?? []);
          // A GPU's transcendental functions are accurate to about 2^-11 (WGSL, section 15.7.4).
          expect(difference, `${name}, input ${index}`).toBeLessThan(backend === "webgpu" ? 1e-3 : 1e-5);
        }
        tf.dispose(got);
      }
    });
    expect(leaked).toBe(0);
  });
});

describe("at points where the plain formula would fail", () => {
  beforeAll(async () => {
    await start("cpu");
  });
  const gradientAt = (of: (x: tf.Tensor) => tf.Tensor, values: number[]) =>
    Array.from(
      tf.tidy(() =>
        tf
          .grad((x: tf.Tensor) => tf.sum(of(x)))(tf.tensor1d(values))
          .dataSync(),
      ),
    );

  test("x^0 has gradient 0, even at 0", () => {
    expect(gradientAt((x) => tf.pow(x, 0), [0, 1, -2])).toEqual([0, 0, 0]);
  });

  test("an infinite slope does not reach the branch that `where` does not take", () => {
    expect(gradientAt((x) => tf.sqrt(tf.where(tf.greater(x, 0), x, 0)), [0, 4])).toEqual([0, 0.25]);
  });

  test("tied maxima share the gradient equally", () => {
    expect(gradientAt((x) => tf.max(x), [1, 3, 3])).toEqual([0, 0.5, 0.5]);
  });

  test("the gradient of a gather with batch dimensions is refused", () => {
    const gathered = (x: tf.Tensor) => tf.gather(tf.reshape(x, [2, 2]), tf.zeros([2, 1], "int32"), 1, 1);
    expect(() => gradientAt(gathered, [1, 2, 3, 4])).toThrow(/batchDims of 0, got 1/);
  });
});

test("a gradient that is already registered stays as it is", async () => {
  await start("cpu");
  const [config] = gradients as [tf.GradConfig];
  const own = { ...config };
  tf.unregisterGradient(own.kernelName);
  tf.registerGradient(own);
  await start("cpu");
  expect(tf.getGradient(own.kernelName)).toBe(own);
});
