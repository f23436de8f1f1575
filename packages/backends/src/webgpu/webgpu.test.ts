import { webgpuForTests } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { writtenInPlace } from "../in-place.ts";
import { asWebGpuBackend } from "../private-fields.ts";
import { start } from "../start.ts";

const webgpu = await webgpuForTests();

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test("starts anew after tfjs was made to drop it", async () => {
    tf.removeBackend("webgpu");
    await start("webgpu", { forwardSmallToCpu: false });
    expect(Array.from(await tf.add(tf.tensor1d([1, 2]), 1).data())).toEqual([2, 3]);
  });

  test("small kernels are left to the processor only if asked for", async () => {
    const onCard = async () => {
      const sum = tf.add(tf.tensor1d([1, 2]), 1);
      return asWebGpuBackend(tf.backend()).tensorMap.get(sum.dataId).resource !== undefined;
    };
    expect(await onCard()).toBe(true);
    await start("webgpu");
    expect(await onCard()).toBe(false);
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test.runIf(typeof OffscreenCanvas === "undefined")(
    "a synchronous read of what is on the card alone says what to do instead",
    async () => {
      const sum = tf.add(tf.tensor1d([1, 2]), 1);
      expect(() => tf.reshape(sum, [1, 2]).arraySync()).toThrow(/Use `await/);
      expect(() => sum.dataSync()).toThrow(/Use `await tensor\.data\(\)`/);
      expect(Array.from(await sum.data())).toEqual([2, 3]);
      expect(Array.from(sum.dataSync())).toEqual([2, 3]);
    },
  );

  test("what was read is read anew after a write in place", async () => {
    const sum = tf.add(tf.tensor1d([1, 2]), 1);
    await sum.data();
    const data = asWebGpuBackend(tf.backend()).tensorMap.get(sum.dataId);
    expect(data.values).toBeDefined();
    writtenInPlace(sum);
    expect(data.values).toBeUndefined();
    expect(Array.from(await sum.data())).toEqual([2, 3]);
  });
});

describe.skipIf(webgpu.available)("without webgpu", () => {
  test("a start is refused with a code, a reason and a remedy", async () => {
    await expect(start("webgpu")).rejects.toMatchObject({
      code: "BACKEND_UNAVAILABLE",
      message: expect.stringMatching(
        /^start: expected a backend that runs here, got none \(webgpu: .+\)\. .+\.$/,
      ),
    });
  });
});
