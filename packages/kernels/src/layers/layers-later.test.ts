import "@tensorflow/tfjs-backend-wasm";
import { start } from "@tenetjs/backends";
import { getKernel, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import "../register.ts";

test("layers are taken over if tfjs-layers is loaded after the import", async () => {
  await start("wasm");
  const original = getKernel("TenetScan", "wasm");
  let scans = 0;
  unregisterKernel("TenetScan", "wasm");
  registerKernel({
    ...original,
    kernelFunc: (call) => {
      scans += 1;
      return original.kernelFunc(call);
    },
  });
  const { layers, ones } = await import("@tensorflow/tfjs");
  layers.lstm({ units: 2 }).apply(ones([1, 3, 4]));
  expect(scans).toBe(1);
});
