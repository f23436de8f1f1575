import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import { backend } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type GpuWorkOptions, gpuWork } from "./gpu-work.ts";

const webgpu = await webgpuForTests();

test("work is refused if tfjs does not run on WebGPU", async () => {
  await start("cpu");
  expect(() => gpuWork({ kind: "product", size: 8 })).toThrow(TypeError);
});

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const works: readonly GpuWorkOptions[] = [
    { kind: "product", size: 70 },
    { kind: "copy", size: 1028, times: 3 },
  ];

  test.each(works)("a $kind gives the expected result each time", async (options) => {
    const work = gpuWork(options);
    await work.run();
    await work.run();
    work.dispose();
  });

  test.each(works)("a $kind with another result is refused", async (options) => {
    const work = gpuWork(options);
    vi.spyOn(backend(), "read").mockResolvedValue(Float32Array.of(0.75));
    await expect(work.run()).rejects.toThrow(/as the last number of a \w+, got 0.75/);
    work.dispose();
  });

  test("invalid sizes and buffers beyond the device's limit are refused", () => {
    expect(() => gpuWork({ kind: "product", size: 1.5 })).toThrow(RangeError);
    expect(() => gpuWork({ kind: "copy", size: 6 })).toThrow(/size \/ 4/);
    expect(() => gpuWork({ kind: "copy", size: 2 ** 40 })).toThrow(
      expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
    );
  });
});
