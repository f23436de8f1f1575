import { start } from "@tenetjs/backends";
import { updateKernel } from "@tenetjs/recipes/internals";
import { BatchMatMul, getKernel, UnsortedSegmentSum } from "@tensorflow/tfjs-core";
import { expect, test, vi } from "vitest";

const kernelNames = [BatchMatMul, UnsortedSegmentSum, updateKernel];
const registered = () => kernelNames.map((name) => getKernel(name, "wasm")?.kernelFunc);

test("our kernels stay registered when the backend is started again and when they are registered again", async () => {
  await start("wasm");
  const repaired = registered();
  await import("./register.ts");
  const ours = registered();
  kernelNames.forEach((_, index) => {
    expect(ours[index]).toBeDefined();
    expect(ours[index]).not.toBe(repaired[index]);
  });

  await start("wasm");
  const { registerKernels } = await import("./register-kernels.ts");
  registerKernels();
  expect(registered()).toEqual(ours);
});

test("a later start does not wrap our kernels in its repairs", async () => {
  vi.resetModules();
  await import("./register.ts");
  const ours = registered();
  const { start } = await import("@tenetjs/backends");
  await start("wasm");
  expect(registered()).toEqual(ours);
});
