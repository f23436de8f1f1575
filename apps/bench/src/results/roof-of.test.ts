import { expect, test } from "vitest";
import { isSameGpu, roofOf } from "./roof-of.ts";

const named = (name: string, software = false) => ({ name, software });

test.each([
  ["NVIDIA GeForce RTX 4070", "nvidia-geforce-rtx-4070"],
  ["AMD Radeon RX 7900 XTX", "amd-radeon-rx-7900-xtx-radv-navi31"],
  ["Apple M2 Pro", "apple-m2-pro"],
  ["Intel(R) Arc(TM) A770 Graphics", "intel-r-arc-tm-a770-graphics-dg2-"],
])("%s and %s are the same GPU, in either order", (one, other) => {
  expect(isSameGpu(named(one), named(other))).toBe(true);
  expect(isSameGpu(named(other), named(one))).toBe(true);
});

test.each([
  ["NVIDIA GeForce RTX 4070", "intel-r-uhd-graphics-770"],
  ["Apple M2", "apple-m20"],
])("%s is not %s", (one, other) => {
  expect(isSameGpu(named(one), named(other))).toBe(false);
});

test("a software adapter is never the same as a GPU, whatever its name", () => {
  expect(isSameGpu(named("a GPU"), named("a GPU", true))).toBe(false);
});

test("a roof belongs to the number of threads, or to the same GPU", () => {
  const gpu = { ...named("acme-rocket-9000"), peak: 9000, bandwidth: 500 };
  const machine = { peak: { 1: 60, 2: 110 }, bandwidth: { 1: 8 }, gpu };
  expect(roofOf({ threads: 1 }, machine)).toEqual({ peak: 60, bandwidth: 8 });
  expect(roofOf({ threads: 2 }, machine)).toBeUndefined();
  expect(roofOf({ threads: 1, form: "strict" }, machine)).toEqual({ peak: 60, bandwidth: 8 });
  const byForm = { peak: { "1 strict": 30, "1 relaxed": 50, "12 strict": 90 }, bandwidth: { 1: 8 } };
  expect(roofOf({ threads: 1, form: "strict" }, byForm)?.peak).toBe(30);
  expect(roofOf({ threads: 1 }, byForm)?.peak).toBe(50);
  expect(roofOf({ threads: 1, gpu: named("ACME Rocket 9000") }, machine)).toBe(gpu);
  expect(roofOf({ threads: 1, gpu: named("ACME Rocket 9001") }, machine)).toBeUndefined();
  expect(roofOf({ threads: 1, gpu: named("ACME Rocket 9000") }, { peak: {}, bandwidth: {} })).toBeUndefined();
});
