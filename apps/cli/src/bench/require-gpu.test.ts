import type { BackendReport } from "@tenetjs/backends";
import { expect, test } from "vitest";
import { requireGpu } from "./require-gpu.ts";

const gpu = {
  name: "webgpu",
  available: true,
  device: "acme-rocket-9000",
  software: false,
  threads: 1,
  simd: [],
} as const;
const software: BackendReport = { ...gpu, device: "llvmpipe", software: true };
const none: BackendReport = {
  name: "webgpu",
  available: false,
  reason: "there is no driver",
  remedy: "Install one.",
};

test("a GPU may be measured", () => {
  expect(() => requireGpu([gpu], { softwareGpu: false })).not.toThrow();
});

test("a software adapter may be measured only with --software-gpu", () => {
  expect(() => requireGpu([software], { softwareGpu: false })).toThrow(
    expect.objectContaining({
      code: "BACKEND_UNAVAILABLE",
      message: expect.stringMatching(
        /^bench --gpu: expected a GPU, got llvmpipe, a software adapter\. .*--software-gpu/,
      ),
    }),
  );
  expect(() => requireGpu([software], { softwareGpu: true })).not.toThrow();
});

test("without any adapter, the error names the reason and the remedy, with and without --software-gpu", () => {
  for (const softwareGpu of [false, true]) {
    expect(() => requireGpu([none], { softwareGpu })).toThrow(
      "bench --gpu: expected a GPU, got none: there is no driver. Install one.",
    );
  }
});
