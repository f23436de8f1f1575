import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { TenetError } from "@tenetjs/core";
import { onEachBackend } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { start } from "./start.ts";
import { survey } from "./survey.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

await onEachBackend((name) => {
  test("starts, and reports its device", async () => {
    const started = await start(name);
    expect(tf.getBackend()).toBe(name);
    expect(started).toMatchObject({ backend: name, others: [] });
    expect(started.threads).toBe(name === "wasm" ? Math.min(availableParallelism(), 4) : 1);
    expect(started.device).not.toBe("");
    expect(started.simd.includes("simd128")).toBe(name === "wasm");
  });

  test("starts again without a new instance or a warning", async () => {
    await start(name);
    const instance = tf.backend();
    const warn = vi.spyOn(console, "warn");
    await start(name);
    expect(tf.backend()).toBe(instance);
    expect(warn).not.toHaveBeenCalled();
  });

  test("tensors move to another backend and back", async () => {
    await start("cpu");
    const four = tf.fill([2, 2], 4);
    await start(name);
    const six = tf.add(four, 2);
    expect(Array.from(await six.data())).toEqual([6, 6, 6, 6]);
    await start("cpu");
    expect(Array.from(await tf.mul(six, four).data())).toEqual([24, 24, 24, 24]);
    await start(name);
    expect(Array.from(await tf.sub(six, four).data())).toEqual([2, 2, 2, 2]);
  });
});

test("tfjs's advice to install another package is not printed", async () => {
  const warn = vi.spyOn(console, "warn");
  await start("cpu");
  tf.tensor1d([1]).dispose();
  expect(warn).not.toHaveBeenCalled();
});

test("auto takes wasm where there is no GPU, and reports why it did not take the others", async () => {
  const { backend, others } = await start("auto");
  const webgpu = (await survey())[0];
  if (webgpu?.available && !webgpu.software) {
    expect(backend).toBe("webgpu");
    return;
  }
  expect(backend).toBe("wasm");
  expect(others.map(({ name }) => name)).toEqual(["webgpu", "cpu"]);
  expect(others[0]?.reason).toMatch(webgpu?.available === false ? webgpu.reason : /slower than wasm|no GPU/);
  expect(others[1]).toEqual({ name: "cpu", reason: "wasm is faster" });
});

describe("where wasm cannot be set up", () => {
  beforeEach(() => {
    if (tf.findBackendFactory("wasm") !== null) tf.removeBackend("wasm");
  });

  test("auto takes plain JavaScript, and reports why", async () => {
    const { backend, others } = await start("auto", { among: ["wasm", "cpu"], wasmPaths: "/nowhere/" });
    expect(backend).toBe("cpu");
    expect(others).toContainEqual({
      name: "wasm",
      reason: expect.stringContaining("the file /nowhere/tfjs-backend-wasm-simd.wasm cannot be read"),
      remedy: expect.stringContaining("wasmPaths"),
    });
  });

  test("auto is refused if nothing else may run, with the reason", async () => {
    const refused = start("auto", { among: ["wasm"], wasmPaths: "/nowhere/" });
    await expect(refused).rejects.toThrow(/none \(wasm: the file \/nowhere\//);
  });

  test("a binary that does not belong to tfjs's JavaScript is refused", async () => {
    const wasmBinary = async () => Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    await expect(start("wasm", { wasmBinary, threads: 1 })).rejects.toThrow(/binary does not start/);
    expect(await start("wasm")).toMatchObject({ backend: "wasm" });
  });

  test("missing SIMD and a policy against WebAssembly have different reasons and remedies", async () => {
    const report = async () => (await survey())[1];
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    expect(await report()).toMatchObject({
      available: false,
      reason: expect.stringMatching(/no SIMD/),
      remedy: expect.stringMatching(/Safari 16\.4/),
    });
    vi.restoreAllMocks();
    vi.spyOn(WebAssembly, "compile").mockRejectedValue(new WebAssembly.CompileError("refused"));
    expect(await report()).toMatchObject({
      reason: expect.stringMatching(/Content Security Policy/),
      remedy: expect.stringMatching(/'wasm-unsafe-eval'/),
    });
  });
});

describe("without WebAssembly", () => {
  test("wasm is refused with a code, a reason and a remedy, and the previous backend still runs", async () => {
    await start("cpu");
    vi.stubGlobal("WebAssembly", undefined);
    const error = await start("wasm").catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TenetError);
    expect(error).toMatchObject({ code: "BACKEND_UNAVAILABLE" });
    expect(String(error)).toMatch(/none \(wasm: this runtime has no WebAssembly\)\. Use Node 20\.19/);
    expect(tf.getBackend()).toBe("cpu");
  });
});

test("an unknown backend is refused with the list of backends", async () => {
  // @ts-expect-error a name that the type excludes
  await expect(start("webgl")).rejects.toThrow(/auto, webgpu, wasm, cpu, got "webgl"/);
});

test("all backends use this package's copy of tfjs-core", async () => {
  await Promise.all([import("@tensorflow/tfjs-backend-wasm"), import("@tensorflow/tfjs-backend-webgpu")]);
  const require = createRequire(import.meta.url);
  const copies = Object.keys(require.cache).filter((file) => /tfjs-core[/\\]dist[/\\]tf-core/.test(file));
  expect(copies).toEqual([require.resolve("@tensorflow/tfjs-core")]);
  expect(require("@tensorflow/tfjs-core").Tensor).toBe(tf.Tensor);
});
