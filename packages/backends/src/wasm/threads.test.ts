import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { asWasmBackend, wasmMemory } from "../private-fields.ts";
import { start } from "../start.ts";
import { withSharedMemory } from "./shared-memory.ts";
import { threadsOf } from "./threads.ts";

const factory = tf.findBackendFactory("wasm");

/** Resets tfjs to the state of a new process. */
function forgetBackend() {
  tf.removeBackend("wasm");
  tf.registerBackend("wasm", factory);
}

beforeEach(forgetBackend);

const isShared = () => wasmMemory(asWasmBackend(tf.backend())).buffer instanceof SharedArrayBuffer;

test("with several threads, tfjs's memory is shared; with one, it is not", async () => {
  expect(await start("wasm", { threads: 3 })).toMatchObject({ threads: 3 });
  expect([isShared(), threadsOf(tf.backend())]).toEqual([true, 3]);
  forgetBackend();
  const alone = await start("wasm", { threads: 1 });
  expect([alone.threads, alone.whyOneThread, isShared()]).toEqual([1, undefined, false]);
});

test("a backend on shared memory can change its number of threads, and keeps its tensors", async () => {
  await start("wasm", { threads: 3 });
  const x = tf.tensor1d([1, 2, 3]);
  expect(await start("wasm", { threads: 2 })).toMatchObject({ threads: 2 });
  expect([Array.from(x.dataSync()), threadsOf(tf.backend())]).toEqual([[1, 2, 3], 2]);
});

test("a backend that was started with one thread stays at one, and start reports why", async () => {
  await start("wasm", { threads: 1 });
  const started = await start("wasm", { threads: 2 });
  expect(started).toMatchObject({
    threads: 1,
    whyOneThread: expect.stringMatching(/started with one thread before/),
  });
});

test.each([
  [false, "this page is not cross-origin isolated"],
  [true, "this browser does not let pages share memory with workers"],
])(
  "where memory cannot be shared, one thread runs, and start reports why: isolated %s",
  async (isolated, why) => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    vi.stubGlobal("crossOriginIsolated", isolated);
    const started = await start("wasm", { threads: 2 });
    vi.unstubAllGlobals();
    expect(started).toMatchObject({ threads: 1, whyOneThread: expect.stringContaining(why) });
  },
);

test.each([0, 1.5, 65])("%d threads are refused", async (threads) => {
  await expect(start("wasm", { threads })).rejects.toThrow(/threads to be an integer from 1 to 64/);
});

test("values survive a round trip through shared memory, even after it has grown", async () => {
  await start("wasm", { threads: 2 });
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, noNaN: true }), (values) => {
      expect(tf.tensor1d(values).dataSync()).toEqual(values);
    }),
    { numRuns: 20 },
  );
  const before = tf.tensor1d([1, 2, 3]);
  const large = tf.fill([2 ** 24], 2);
  expect([tf.sum(large).dataSync()[0], ...before.dataSync()]).toEqual([2 ** 25, 1, 2, 3]);
});

describe("withSharedMemory", () => {
  test("declares the memory of tfjs's module shared and changes nothing else", async () => {
    const require = createRequire(import.meta.url);
    const file = require.resolve("@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm");
    const binary = await readFile(file);
    const shared = withSharedMemory(binary);
    expect(WebAssembly.validate(shared)).toBe(true);
    expect(shared.filter((byte, index) => byte !== binary[index])).toHaveLength(1);
  });

  test("refuses a module that does not define a memory", () => {
    const empty = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(() => withSharedMemory(empty)).toThrow(/to define a memory with a maximum size, as 4\.22\.0 does/);
  });
});
