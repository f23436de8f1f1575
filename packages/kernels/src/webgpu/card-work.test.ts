import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import { backend } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type CardWorkOptions, cardWork } from "./card-work.ts";

const webgpu = await webgpuForTests();

test("work is refused where tfjs is not on a graphics card", async () => {
  await start("cpu");
  expect(() => cardWork({ kind: "product", size: 8 })).toThrow(TypeError);
});

describe.skipIf(!webgpu.available)("on a graphics card", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const works: readonly CardWorkOptions[] = [
    { kind: "product", size: 70 },
    { kind: "copy", size: 1028, times: 3 },
  ];

  test.each(works)("a $kind gives what it has to, each time", async (options) => {
    const work = cardWork(options);
    await work.run();
    await work.run();
    work.dispose();
  });

  test.each(works)("a $kind that gives something else is no measurement", async (options) => {
    const work = cardWork(options);
    vi.spyOn(backend(), "read").mockResolvedValue(Float32Array.of(0.75));
    await expect(work.run()).rejects.toThrow(/as the last number of a \w+, got 0.75/);
    work.dispose();
  });

  test("sizes that are none, and buffers beyond the card's, are refused", () => {
    expect(() => cardWork({ kind: "product", size: 1.5 })).toThrow(RangeError);
    expect(() => cardWork({ kind: "copy", size: 6 })).toThrow(/size \/ 4/);
    expect(() => cardWork({ kind: "copy", size: 2 ** 40 })).toThrow(
      expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
    );
  });
});
