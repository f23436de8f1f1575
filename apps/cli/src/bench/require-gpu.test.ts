import { survey } from "@tenetjs/backends";
import { expect, test, vi } from "vitest";
import { requireGpu } from "./require-gpu.ts";

vi.mock("@tenetjs/backends", () => ({ survey: vi.fn() }));

const gpu = { name: "webgpu", available: true, device: "acme-rocket-9000", threads: 1, simd: [] } as const;
const report = (webgpu: object) => vi.mocked(survey).mockResolvedValue([webgpu] as never);

test("a GPU may be measured", async () => {
  report({ ...gpu, software: false });
  await expect(requireGpu({ softwareGpu: false })).resolves.toBeUndefined();
});

test("a software adapter may be measured only with --software-gpu", async () => {
  report({ ...gpu, device: "llvmpipe", software: true });
  await expect(requireGpu({ softwareGpu: false })).rejects.toMatchObject({
    code: "BACKEND_UNAVAILABLE",
    message: expect.stringMatching(
      /^bench --gpu: expected a GPU, got llvmpipe, a software adapter\. .*--software-gpu/,
    ),
  });
  await expect(requireGpu({ softwareGpu: true })).resolves.toBeUndefined();
});

test("without any adapter, the error names the reason and the remedy, with and without --software-gpu", async () => {
  report({ name: "webgpu", available: false, reason: "there is no driver", remedy: "Install one." });
  for (const softwareGpu of [false, true]) {
    await expect(requireGpu({ softwareGpu })).rejects.toThrow(
      "bench --gpu: expected a GPU, got none: there is no driver. Install one.",
    );
  }
});
