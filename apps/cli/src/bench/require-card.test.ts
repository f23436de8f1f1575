import { survey } from "@tenetjs/backends";
import { expect, test, vi } from "vitest";
import { requireCard } from "./require-card.ts";

vi.mock("@tenetjs/backends", () => ({ survey: vi.fn() }));

const card = { name: "webgpu", available: true, device: "acme-rocket-9000", threads: 1, simd: [] } as const;
const report = (webgpu: object) => vi.mocked(survey).mockResolvedValue([webgpu] as never);

test("a graphics card may be measured", async () => {
  report({ ...card, software: false });
  await expect(requireCard({ softwareGpu: false })).resolves.toBeUndefined();
});

test("a program on the processor is taken for a card only where that is asked for", async () => {
  report({ ...card, device: "llvmpipe", software: true });
  await expect(requireCard({ softwareGpu: false })).rejects.toMatchObject({
    code: "BACKEND_UNAVAILABLE",
    message: expect.stringMatching(
      /^bench --gpu: expected a graphics card, got llvmpipe, a program on the processor\. .*--software-gpu/,
    ),
  });
  await expect(requireCard({ softwareGpu: true })).resolves.toBeUndefined();
});

test("where there is none, what would provide one is told, whatever is asked for", async () => {
  report({ name: "webgpu", available: false, reason: "there is no driver", remedy: "Install one." });
  await expect(requireCard({ softwareGpu: true })).rejects.toThrow(
    "bench --gpu: expected a graphics card, got none: there is no driver. Install one.",
  );
});
