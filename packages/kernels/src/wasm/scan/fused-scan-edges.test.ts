import { start } from "@tenetjs/backends";
import { asWasmBackend, wasmMemory } from "@tenetjs/backends/internals";
import { type CellParams, composed, gru, lstm, rnn, scan } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { disposeTree, leaves } from "@tenetjs/core/tensors";
import { leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  backend,
  fill,
  grad,
  grads,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tensor3d,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import "../../register.ts";

beforeAll(() => start("wasm"));

const cell = lstm({ inputSize: 3, hiddenSize: 5 });
const params = () => cell.init(seed(1));

test("NaN in a row's input makes only that row's outputs NaN", () => {
  tidy(() => {
    const inputs = tensor3d([NaN, 0, 0, 1, 2, 3], [2, 1, 3]);
    const values = scan(cell, params(), inputs).outputs.arraySync();
    expect(values[0]?.[0]).toEqual(Array(5).fill(Number.NaN));
    expect(values[1]?.[0]?.every(Number.isFinite)).toBe(true);
  });
});

test("infinite inputs saturate the gates", () => {
  tidy(() => {
    const given = rnn({ inputSize: 1, hiddenSize: 1 });
    const weights = { wx: tensor2d([1], [1, 1]), wh: zeros([1, 1]), b: zeros([1]) } as CellParams;
    const inputs = tensor3d([Infinity, -Infinity, 1e30, -1e30], [1, 4, 1]);
    expect([...scan(given, weights, inputs).outputs.dataSync()]).toEqual([1, -1, 1, -1]);
  });
});

test("a padded step may contain anything, and its gradient is 0", () => {
  tidy(() => {
    const mask = tensor2d([1, 0, 1], [1, 3]);
    const inputs = tensor3d([1, 2, 3, NaN, Infinity, -Infinity, 3, 2, 1], [1, 3, 3]);
    const given = params();
    const loss = (x: Tensor) => sum(scan(cell, given, x, { mask }).outputs);
    const gradient = grad(loss)(inputs).arraySync() as number[][][];
    expect(gradient[0]?.[1]).toEqual([0, 0, 0]);
    expect(gradient[0]?.[0]?.every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
  });
});

test("vanishing gradients become 0 and are never denormal", () => {
  tidy(() => {
    const given = rnn({ inputSize: 1, hiddenSize: 4 });
    const weights = { wx: fill([1, 4], 1), wh: fill([4, 4], 0.01), b: zeros([4]) } as CellParams;
    const inputs = randomTensor(seed(2), [1, 60, 1]);
    const loss = (x: Tensor) => sum(scan(given, weights, x, { keep: "last" }).outputs);
    const gradient = [...grad(loss)(inputs).dataSync()];
    expect(gradient.filter((value) => value !== 0 && Math.abs(value) < 2 ** -126)).toEqual([]);
    expect(gradient[0]).toBe(0);
    expect(gradient.at(-1)).not.toBe(0);
  });
});

test("an id out of range is reported, and nothing leaks", async () => {
  const given = params();
  const ids = tensor2d([0, 3], [1, 2], "int32");
  const leaked = await leakedTensors(() => {
    expect(() => scan(cell, given, ids)).toThrow("lstm: expected ids from 0 to 2, got 3.");
  });
  expect(leaked).toBe(0);
  disposeTree([ids, ...leaves(given)]);
});

test("second derivatives are refused", () => {
  tidy(() => {
    const given = params();
    const inputs = randomTensor(seed(3), [1, 2, 3]);
    const loss = (x: Tensor) => sum(scan(cell, given, x).outputs);
    const slope = (x: Tensor) => sum(mul(grad(loss)(x), grad(loss)(x)));
    expect(() => grad(slope)(inputs)).toThrow(
      new TypeError(
        "scan: expected a first derivative of the fused scan, got a second one. " +
          "Compute second derivatives in the composed form: composed(() => ...) of @tenetjs/cells.",
      ),
    );
    expect(composed(() => grad(slope)(inputs)).shape).toEqual([1, 2, 3]);
  });
});

test("weights that were written in place are read again", () => {
  tidy(() => {
    const given = params();
    const inputs = randomTensor(seed(4), [1, 2, 3]);
    const before = scan(cell, given, inputs).outputs.dataSync();
    asWasmBackend(backend()).typedArrayFromHeap(given.wx).fill(0);
    const after = scan(cell, given, inputs).outputs.dataSync();
    expect(after).not.toEqual(before);
  });
});

test("a thousand training steps leak neither tensors nor memory", async () => {
  const layer = gru({ inputSize: 4, hiddenSize: 6 });
  const given = layer.init(seed(1));
  const inputs = randomTensor(seed(5), [8, 12, 4]);
  const step = () =>
    tidy(() => {
      const loss = (...tensors: Tensor[]) => {
        const [wx, wh, b] = tensors as [Tensor2D, Tensor2D, CellParams["b"]];
        return sum(scan(layer, { wx, wh, b }, inputs).outputs);
      };
      grads(loss)([given.wx, given.wh, given.b]);
    });
  step();
  const { numBytes } = memory();
  const heap = wasmMemory(asWasmBackend(backend())).buffer.byteLength;
  const leaked = await leakedTensors(() => {
    for (let index = 0; index < 1000; index += 1) step();
  });
  expect(leaked).toBe(0);
  expect(memory().numBytes).toBe(numBytes);
  expect(wasmMemory(asWasmBackend(backend())).buffer.byteLength).toBe(heap);
  disposeTree([inputs, ...leaves(given)]);
});

test("a workspace that no gradient depends on is freed with the tape", async () => {
  const given = params();
  const inputs = randomTensor(seed(6), [8, 50, 3]);
  const loss = (x: Tensor) => {
    scan(cell, given, inputs);
    return sum(x);
  };
  const run = () => tidy(() => grad(loss)(zeros([1])).dataSync());
  run();
  const heap = wasmMemory(asWasmBackend(backend())).buffer.byteLength;
  const leaked = await leakedTensors(() => {
    for (let index = 0; index < 1000; index += 1) run();
  });
  expect(leaked).toBe(0);
  expect(wasmMemory(asWasmBackend(backend())).buffer.byteLength).toBe(heap);
  disposeTree([inputs, ...leaves(given)]);
});
