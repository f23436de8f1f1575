import { TenetError } from "@tenetjs/core";
import { leakedTensors, webgpuForTests } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Trial } from "./measure.ts";
import { start } from "./start.ts";

const webgpu = await webgpuForTests();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  await start("cpu");
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work whose step takes the given milliseconds on each backend, by the fake clock. */
function work(milliseconds: Partial<Record<string, number>>) {
  const made: string[] = [];
  const measure = (): Trial => {
    const backend = tf.getBackend();
    made.push(backend);
    const kept = tf.ones([3]);
    return {
      run: async (steps) => {
        const sum = tf.add(kept, 1);
        await sum.data();
        sum.dispose();
        vi.advanceTimersByTime(steps * (milliseconds[backend] ?? 1));
      },
      end: () => kept.dispose(),
    };
  };
  return { made, measure };
}

describe("auto with a measure", () => {
  test("takes the fastest backend, starts it, and reports the measurements", async () => {
    for (const [fast, slow] of [
      ["wasm", "cpu"],
      ["cpu", "wasm"],
    ] as const) {
      const { measure, made } = work({ [fast]: 5, [slow]: 20 });
      const started = await start("auto", { measure, among: ["cpu", "wasm"] });
      expect(made).toEqual(["wasm", "cpu"]);
      expect(started.backend).toBe(fast);
      expect(tf.getBackend()).toBe(fast);
      expect(started.measured).toEqual([
        { name: fast, milliseconds: 5 },
        { name: slow, milliseconds: 20 },
      ]);
      const whyNot = started.others.find(({ name }) => name === slow);
      expect(whyNot?.reason).toBe(`a step takes 20 ms, where ${fast} takes 5 ms`);
      expect(started.others).toContainEqual(
        webgpu.available
          ? { name: "webgpu", reason: "it is not listed in `among`" }
          : expect.objectContaining({ name: "webgpu" }),
      );
    }
  });

  test("does not take a backend on which the work fails, and reports why", async () => {
    const measure = (): Trial => {
      if (tf.getBackend() === "wasm") throw new Error("no room");
      return work({}).measure();
    };
    const started = await start("auto", { measure, among: ["wasm", "cpu"] });
    expect(started.backend).toBe("cpu");
    expect(started.measured.map(({ name }) => name)).toEqual(["cpu"]);
    expect(started.others).toContainEqual({
      name: "wasm",
      reason: "the measured work failed on it (Error: no room)",
      error: new Error("no room"),
    });
  });

  test("throws the work's error when it fails on every backend, and keeps the current backend", async () => {
    const measure = () => Promise.reject(new RangeError("hiddenSize"));
    await expect(start("auto", { measure, among: ["wasm", "cpu"] })).rejects.toThrow("hiddenSize");
    expect(tf.getBackend()).toBe("cpu");
  });

  test("frees each backend's trial, even when its work fails, and leaks no tensors", async () => {
    const end = vi.fn();
    const failing = (): Trial => ({ run: () => Promise.reject(new Error("lost")), end });
    const once = async () => {
      await start("auto", { measure: work({}).measure, among: ["wasm", "cpu"] });
    };
    await once();
    expect(await leakedTensors(once)).toBe(0);
    await expect(start("auto", { measure: failing, among: ["wasm", "cpu"] })).rejects.toThrow("lost");
    expect(end).toHaveBeenCalledTimes(2);
  });

  test("measures nothing when only one backend can be taken", async () => {
    const { measure, made } = work({});
    expect((await start("auto", { measure, among: ["wasm"] })).measured).toEqual([]);
    expect(made).toEqual([]);
  });
});

test("without a measure, auto takes the first backend in the order of preference", async () => {
  expect(await start("auto", { among: ["cpu", "wasm"] })).toMatchObject({ backend: "wasm", measured: [] });
});

test("`among` has to name known backends, at least one of which runs here", async () => {
  // @ts-expect-error a name that the type excludes
  await expect(start("auto", { among: ["webgl"] })).rejects.toThrow(/webgpu, wasm, cpu, got "webgl"/);
  await expect(start("auto", { among: [] })).rejects.toThrow(TenetError);
});

describe.skipIf(!webgpu.available)("with webgpu", () => {
  test("even a software adapter is measured when it is named, and can be started afterwards", async () => {
    const { measure, made } = work({ webgpu: 20, wasm: 1 });
    const started = await start("auto", { measure, among: ["webgpu", "wasm"] });
    expect(made).toEqual(["webgpu", "wasm"]);
    expect(started.measured.map(({ name }) => name)).toEqual(["wasm", "webgpu"]);
    expect((await start("webgpu")).backend).toBe("webgpu");
  });
});
