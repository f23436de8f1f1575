import { expect, test } from "vitest";
import { kindFrom, processorKind } from "./processor-kind.ts";

const info = (vendor: string, flags: string) =>
  `processor\t: 0\nvendor_id\t: ${vendor}\nflags\t\t: ${flags}\n`;

test("vendor and widest SIMD come from Linux's report", () => {
  const model = "Some processor";
  const kind = (vendor: string, flags: string) => kindFrom({ model, arch: "x64", info: info(vendor, flags) });
  expect(kind("GenuineIntel", "sse2 avx avx2 avx512f fma")).toEqual({ vendor: "Intel", simd: "AVX-512" });
  expect(kind("AuthenticAMD", "sse2 avx avx2 fma")).toEqual({ vendor: "AMD", simd: "AVX2" });
  expect(kind("HygonGenuine", "sse2 avx")).toEqual({ vendor: "other", simd: "SSE" });
});

test("where the system reports no instructions, the model and the architecture tell what they can", () => {
  expect(kindFrom({ model: "Apple M4", arch: "arm64", info: "" })).toEqual({ vendor: "Apple", simd: "NEON" });
  expect(kindFrom({ model: "Intel(R) Core(TM) i7", arch: "x64", info: "" })).toEqual({
    vendor: "Intel",
    simd: "unknown",
  });
});

test("this machine has a kind", () => {
  expect(processorKind()).toEqual({ vendor: expect.any(String), simd: expect.any(String) });
});
