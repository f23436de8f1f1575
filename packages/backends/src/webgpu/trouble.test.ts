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
  /** Takes the device away; resolves when all know that it is gone. */
  const lose = async () => {
    const { device } = instance();
    device.destroy();
    await device.lost;
  };

  describe("a device that is lost", () => {
    test("ends the read that is under way, and each later operation and read, with its reason", async () => {
      const sum = tf.add(tf.ones([3]), 1);
      const reading = sum.data();
      instance().device.destroy();
      const message =
        /^webgpu: expected a device that computes, got a device that was lost \(destroyed: .+\)\./;
      await expect(reading).rejects.toMatchObject({
        code: "DEVICE_LOST",
        message: expect.stringMatching(message),
      });
      await expect(sum.data()).rejects.toMatchObject({ code: "DEVICE_LOST" });
      expect(() => tf.add(sum, 1)).toThrow(message);
      expect(() => tf.add(tf.tensor1d([1, 2]), 1)).toThrow(message);
    });

    test("does not take values that were read before with it", async () => {
      const sum = tf.add(tf.ones([2]), 1);
      await sum.data();
      await lose();
      expect(Array.from(await sum.data())).toEqual([2, 2]);
    });

    test("is replaced by another when webgpu is started again; what was on it can be freed, not read", async () => {
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

    test("leaves the other backends alone", async () => {
      await lose();
      await start("wasm");
      expect(Array.from(await tf.add(tf.ones([2]), 3).data())).toEqual([4, 4]);
    });
  });

  describe("an error that tfjs would only print", () => {
    const refuse = () => instance().device.createBuffer({ size: 16, usage: 0xffff });

    test("of a command ends the next read and all that follows, with its text", async () => {
      const sum = tf.add(tf.ones([2]), 1);
      refuse();
      const message =
        /^webgpu: expected commands that the device takes, got an error of the device: .*65535.*What was computed since may be wrong/;
      await expect(sum.data()).rejects.toMatchObject({
        code: "DEVICE_ERROR",
        message: expect.stringMatching(message),
      });
      expect(() => tf.add(sum, 1)).toThrow(message);
    });

    test("of memory has the code that WASM's has", async () => {
      const { device } = instance();
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
      device.pushErrorScope("out-of-memory");
      device.createBuffer({ size: device.limits.maxBufferSize, usage });
      const error = await device.popErrorScope();
      // Played, where the machine does have that much.
      const played = new GPUUncapturedErrorEvent("uncapturederror", {
        error: error ?? new GPUOutOfMemoryError("there is none"),
        cancelable: true,
      });
      device.dispatchEvent(played);
      expect(() => tf.add(tf.ones([2]), 1)).toThrow(
        expect.objectContaining({
          code: "OUT_OF_MEMORY",
          message: expect.stringContaining("smaller batches"),
        }),
      );
    });

    test("is gone with the device when webgpu is started again", async () => {
      const told = new Promise((resolve) =>
        instance().device.addEventListener("uncapturederror", resolve, { once: true }),
      );
      refuse();
      await told;
      await start("webgpu", { forwardSmallToCpu: false });
      expect(Array.from(await tf.add(tf.ones([2]), 1).data())).toEqual([2, 2]);
    });
  });

  describe("what is beyond a limit of the device is refused by the limit's name, before it is sent there", () => {
    test("a tensor that is too large, with its shape", async () => {
      const { limits } = instance().device;
      const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
      const rows = most / 4 / 1024 + 1;
      expect(() => tf.fill([rows, 1024], 1)).toThrow(
        expect.objectContaining({
          code: "LIMIT_EXCEEDED",
          message: expect.stringMatching(
            new RegExp(
              `^webgpu: expected a tensor of at most ${most} bytes \\(this device's max\\w+\\), got float32 \\[${rows}, 1024\\] of ${4 * rows * 1024}\\.`,
            ),
          ),
        }),
      );
      expect(Array.from(await tf.add(tf.ones([2]), 1).data())).toEqual([2, 2]);
    });

    test("a batch of more products than there can be workgroups", async () => {
      const most = instance().device.limits.maxComputeWorkgroupsPerDimension;
      const batch = tf.zeros([most + 1, 2, 2]);
      expect(() => tf.matMul(batch, batch)).toThrow(/maxComputeWorkgroupsPerDimension.*shape \[\d+, 2, 2\]/);
    });
  });
});
