import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as browser from "./host/browser.ts";

beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A survey by modules that have seen no other machine than the one that is played now. */
async function survey() {
  return (await import("./survey.ts")).survey();
}

test("all three are reported, in the order of preference, each usable or with a reason and a remedy", async () => {
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

test("the SIMD reported is what the runtime accepts", async () => {
  vi.spyOn(WebAssembly, "validate").mockImplementation((bytes) => !isRelaxed(bytes as Uint8Array));
  expect((await survey())[1]).toMatchObject({ simd: ["simd128"] });
  vi.restoreAllMocks();
  // Node has had it since version 21.
  const node = Number(process.versions.node.split(".", 1)[0]);
  expect((await survey())[1]).toMatchObject({ simd: node < 21 ? ["simd128"] : ["simd128", "relaxed-simd"] });
});

test("a page on a processor with two threads has two, and without shared memory one", async () => {
  vi.doMock("#host", () => ({ ...browser, processor: () => "a processor" }));
  vi.stubGlobal("navigator", { hardwareConcurrency: 2 });
  expect((await survey())[1]).toMatchObject({ name: "wasm", threads: 2 });
  vi.stubGlobal("SharedArrayBuffer", undefined);
  expect((await survey())[1]).toMatchObject({ name: "wasm", threads: 1 });
  vi.doUnmock("#host");
});

describe("where there is a graphics card", () => {
  const play = (info: Partial<GPUAdapterInfo> | null) =>
    vi.stubGlobal("navigator", { gpu: { requestAdapter: async () => info && { info } } });

  test("it is named in its maker's words", async () => {
    play({ vendor: "acme", architecture: "rocket", device: "", description: "ACME Rocket 9000" });
    expect((await survey())[0]).toMatchObject({
      available: true,
      device: "ACME Rocket 9000",
      software: false,
    });
  });

  test("in Node it is told apart from its driver, which Dawn describes", async () => {
    play({
      vendor: "acme",
      architecture: "rocket",
      device: "acme-rocket-9000",
      description: "ACME: 123.4",
    });
    expect((await survey())[0]).toMatchObject({ device: "acme-rocket-9000", driver: "ACME: 123.4" });
  });

  test("in a page that tells developers more, so it is as well", async () => {
    const info = {
      vendor: "acme",
      architecture: "rocket",
      device: "0x2684",
      description: "ACME Rocket 9000",
    };
    play({ ...info, driver: "ACME: 123.4" } as Partial<GPUAdapterInfo>);
    expect((await survey())[0]).toMatchObject({ device: "ACME Rocket 9000", driver: "ACME: 123.4" });
  });

  test("without such words, by vendor and architecture", async () => {
    play({ vendor: "acme", architecture: "rocket", device: "", description: "" });
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
    { vendor: "", architecture: "", device: "", description: "Some card", isFallbackAdapter: true },
  ])("one that is a program is said to be: $vendor $description", async (info) => {
    play(info);
    expect((await survey())[0]).toMatchObject({ available: true, software: true });
  });

  test("an entry without a card behind it is reported with what is missing", async () => {
    play(null);
    expect((await survey())[0]).toMatchObject({
      available: false,
      reason: "there is no graphics card with a driver that WebGPU can use",
    });
  });
});

describe("in a page", () => {
  test("a browser without WebGPU is told apart from a page that is not secure", async () => {
    vi.stubGlobal("navigator", { hardwareConcurrency: 8 });
    vi.stubGlobal("isSecureContext", true);
    expect(await browser.findGpu()).toMatchObject({ reason: "this browser has no WebGPU" });
    vi.stubGlobal("isSecureContext", false);
    expect(await browser.findGpu()).toMatchObject({ remedy: "Serve it over HTTPS or from localhost." });
    expect(browser.processor()).toBe("8-thread processor");
  });
});

/** Whether a probe's module holds an instruction of relaxed SIMD, whose codes alone begin with 0x80 and more. */
function isRelaxed(bytes: Uint8Array): boolean {
  return bytes.includes(0x85);
}
