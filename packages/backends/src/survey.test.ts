import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as browser from "./host/browser.ts";

beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A survey by freshly loaded modules, which have seen only the machine that the test imitates. */
async function survey() {
  return (await import("./survey.ts")).survey();
}

test("all three backends are reported in the order of preference, each available or with a reason and a remedy", async () => {
  const reports = await survey();
  expect(reports.map(({ name }) => name)).toEqual(["webgpu", "wasm", "cpu"]);
  for (const report of reports) {
    if (report.available) expect(report.device).not.toBe("");
    else
      expect([report.reason, report.remedy]).toEqual([
        expect.stringMatching(/\w/),
        expect.stringMatching(/\.$/),
      ]);
  }
});

test("the reported SIMD features are those that the runtime accepts", async () => {
  vi.spyOn(WebAssembly, "validate").mockImplementation((bytes) => !isRelaxed(bytes as Uint8Array));
  expect((await survey())[1]).toMatchObject({ simd: ["simd128"] });
  vi.restoreAllMocks();
  // Node has relaxed SIMD since version 21.
  const node = Number(process.versions.node.split(".", 1)[0]);
  expect((await survey())[1]).toMatchObject({ simd: node < 21 ? ["simd128"] : ["simd128", "relaxed-simd"] });
});

test("a page on a machine with two hardware threads uses two, and one without shared memory", async () => {
  vi.doMock("#host", () => ({ ...browser, processor: () => "a processor" }));
  vi.stubGlobal("navigator", { hardwareConcurrency: 2 });
  expect((await survey())[1]).toMatchObject({ name: "wasm", threads: 2 });
  vi.stubGlobal("SharedArrayBuffer", undefined);
  expect((await survey())[1]).toMatchObject({ name: "wasm", threads: 1 });
  vi.doUnmock("#host");
});

describe("with a GPU", () => {
  const imitate = (info: Partial<GPUAdapterInfo> | null) =>
    vi.stubGlobal("navigator", { gpu: { requestAdapter: async () => info && { info } } });

  test("it has its vendor's name", async () => {
    imitate({ vendor: "acme", architecture: "rocket", device: "", description: "ACME Rocket 9000" });
    expect((await survey())[0]).toMatchObject({
      available: true,
      device: "ACME Rocket 9000",
      software: false,
    });
  });

  test("Node reports the GPU's name and its driver, which Dawn describes", async () => {
    imitate({
      vendor: "acme",
      architecture: "rocket",
      device: "acme-rocket-9000",
      description: "ACME: 123.4",
    });
    expect((await survey())[0]).toMatchObject({ device: "acme-rocket-9000", driver: "ACME: 123.4" });
  });

  test("a page with developer features enabled reports both too", async () => {
    const info = {
      vendor: "acme",
      architecture: "rocket",
      device: "0x2684",
      description: "ACME Rocket 9000",
    };
    imitate({ ...info, driver: "ACME: 123.4" } as Partial<GPUAdapterInfo>);
    expect((await survey())[0]).toMatchObject({ device: "ACME Rocket 9000", driver: "ACME: 123.4" });
  });

  test("without a description, it is named by vendor and architecture", async () => {
    imitate({ vendor: "acme", architecture: "rocket", device: "", description: "" });
    expect((await survey())[0]).toMatchObject({ device: "acme rocket" });
  });

  test.each([
    { vendor: "google", architecture: "swiftshader", device: "", description: "" },
    { vendor: "mesa", architecture: "", device: "", description: "llvmpipe (LLVM 15.0.6, 256 bits)" },
    {
      vendor: "mesa",
      architecture: "",
      device: "llvmpipe-llvm-15-0-6-256-bits-",
      description: "Mesa 22.3.6",
    },
    { vendor: "", architecture: "", device: "", description: "Some adapter", isFallbackAdapter: true },
  ])("a software adapter is reported as one: $vendor $description", async (info) => {
    imitate(info);
    expect((await survey())[0]).toMatchObject({ available: true, software: true });
  });

  test("a WebGPU entry without an adapter is reported with what is missing", async () => {
    imitate(null);
    expect((await survey())[0]).toMatchObject({
      available: false,
      reason: "WebGPU found no GPU with a driver that it can use",
    });
  });
});

describe("in a page", () => {
  test("a browser without WebGPU and an insecure page have different reasons", async () => {
    vi.stubGlobal("navigator", { hardwareConcurrency: 8 });
    vi.stubGlobal("isSecureContext", true);
    expect(await browser.findGpu()).toMatchObject({ reason: "this browser has no WebGPU" });
    vi.stubGlobal("isSecureContext", false);
    expect(await browser.findGpu()).toMatchObject({ remedy: "Serve it over HTTPS or from localhost." });
    expect(browser.processor()).toBe("8-thread CPU");
  });
});

/** Whether a probe's module contains a relaxed SIMD instruction. Only their opcodes contain this byte. */
function isRelaxed(bytes: Uint8Array): boolean {
  return bytes.includes(0x85);
}
