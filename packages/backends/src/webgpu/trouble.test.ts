import { webgpuForTests } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeEach, describe, expect, test } from "vitest";
import { asWebGpuBackend } from "../private-fields.ts";
import { start } from "../start.ts";

const webgpu = await webgpuForTests();

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeEach(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });
  const instance = () => asWebGpuBackend(tf.backend());
  /** Destroys the device. Resolves when the loss has been reported. */
  const lose = async () => {
    const { device } = instance();
    device.destroy();
    await device.lost;
  };

  describe("a lost device", () => {
    test("fails the read in progress and every later operation and read, with the reason", async () => {
      const sum = tf.add(tf.ones([3]), 1);
      const reading = sum.data();
      instance().device.destroy();
      const message = /^webgpu: expected a working device, got a device that was lost \(destroyed: .+\)\./;
      await expect(reading).rejects.toMatchObject({
        code: "DEVICE_LOST",
        message: expect.stringMatching(message),
      });
      await expect(sum.data()).rejects.toMatchObject({ code: "DEVICE_LOST" });
      expect(() => tf.add(sum, 1)).toThrow(message);
      expect(() => tf.add(tf.tensor1d([1, 2]), 1)).toThrow(message);
    });

    test("leaves values that were read before available", async () => {
      const sum = tf.add(tf.ones([2]), 1);
      await sum.data();
      await lose();
      expect(Array.from(await sum.data())).toEqual([2, 2]);
    });

    test("is replaced when webgpu is started again; its tensors can be freed but not read", async () => {
      const old = tf.add(tf.ones([2]), 1);
      const before = instance();
      await lose();
      await start("webgpu", { forwardSmallToCpu: false });
      expect(instance()).not.toBe(before);
      expect(Array.from(await tf.add(tf.ones([2]), 2).data())).toEqual([3, 3]);
      await expect(old.data()).rejects.toMatchObject({ code: "DEVICE_LOST" });
      const { numTensors } = tf.memory();
      old.dispose();
      expect(tf.memory().numTensors).toBe(numTensors - 1);
    });

    test("does not affect the other backends", async () => {
      await lose();
      await start("wasm");
      expect(Array.from(await tf.add(tf.ones([2]), 3).data())).toEqual([4, 4]);
    });
  });

  describe("an error that tfjs would only print", () => {
    const refuse = () => instance().device.createBuffer({ size: 16, usage: 0xffff });

    test("of a command fails the next read and everything after it, with its text", async () => {
      const sum = tf.add(tf.ones([2]), 1);
      refuse();
      const message =
        /^webgpu: expected commands that the device accepts, got a device error: .*65535.*Results since then may be wrong/;
      await expect(sum.data()).rejects.toMatchObject({
        code: "DEVICE_ERROR",
        message: expect.stringMatching(message),
      });
      expect(() => tf.add(sum, 1)).toThrow(message);
    });

    test("of memory has the same code as on WASM", async () => {
      const { device } = instance();
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
      device.pushErrorScope("out-of-memory");
      device.createBuffer({ size: device.limits.maxBufferSize, usage });
      const error = await device.popErrorScope();
      // Simulates the error on a machine that does have that much memory.
      const simulated = new GPUUncapturedErrorEvent("uncapturederror", {
        error: error ?? new GPUOutOfMemoryError("there is none"),
        cancelable: true,
      });
      device.dispatchEvent(simulated);
      expect(() => tf.add(tf.ones([2]), 1)).toThrow(
        expect.objectContaining({
          code: "OUT_OF_MEMORY",
          message: expect.stringContaining("smaller batches"),
        }),
      );
    });

    test("is cleared when webgpu is started again", async () => {
      const reported = new Promise((resolve) =>
        instance().device.addEventListener("uncapturederror", resolve, { once: true }),
      );
      refuse();
      await reported;
      await start("webgpu", { forwardSmallToCpu: false });
      expect(Array.from(await tf.add(tf.ones([2]), 1).data())).toEqual([2, 2]);
    });
  });

  describe("what exceeds a limit of the device is refused before it is sent, with the limit's name", () => {
    test("a tensor that is too large, with its shape", async () => {
      const { limits } = instance().device;
      const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
      const rows = Math.floor(most / 4 / 1024) + 1;
      expect(() => tf.fill([rows, 1024], 1)).toThrow(
        expect.objectContaining({
          code: "LIMIT_EXCEEDED",
          message: expect.stringMatching(
            new RegExp(
              `^webgpu: expected a tensor of at most ${most} bytes \\(this device's max\\w+\\), got float32 \\[${rows}, 1024\\] of ${4 * rows * 1024} bytes\\.`,
            ),
          ),
        }),
      );
      expect(Array.from(await tf.add(tf.ones([2]), 1).data())).toEqual([2, 2]);
    });

    test("a batch of more products than the device allows workgroups", async () => {
      const most = instance().device.limits.maxComputeWorkgroupsPerDimension;
      const batch = tf.zeros([most + 1, 2, 2]);
      expect(() => tf.matMul(batch, batch)).toThrow(/maxComputeWorkgroupsPerDimension.*shape \[\d+, 2, 2\]/);
    });
  });
});
