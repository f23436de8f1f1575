import { start } from "@tenetjs/backends";
import type { FileServer } from "@tenetjs/bench/internals";
import { largestDifference } from "@tenetjs/testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryFaults } from "../memory-faults.ts";
import { type Case, casesOf } from "../parity/cases.ts";
import { headingOf, severalThreads } from "../parity/columns.ts";
import { operationCases } from "../parity/operation-cases.ts";
import { parityOn } from "../parity/parity-on.ts";
import { type NetworkName, networkNames } from "../sampling/networks.ts";
import { sampledHere, samplingFaults } from "../sampling/sampling-faults.ts";
import type { LearnPalindromes } from "../scenarios/learn-palindromes.ts";
import type { Sampled } from "../scenarios/sample-characters.ts";
import type { StartOn } from "../scenarios/start-on.ts";
import { resumedLosses, uninterruptedLosses } from "../training/resumed-losses.ts";
import { browserForTests } from "./browser-for-tests.ts";
import { bundle } from "./bundle.ts";
import { launch, type OpenPage, openPage } from "./open-page.ts";
import type { Host } from "./page.ts";
import { serve } from "./serve.ts";

/** A backend and form, and where they run in the browser. */
type Setting = Omit<StartOn, "wasmPaths"> & {
  readonly host: Host;
  /** Whether the page is cross-origin isolated, so that it may share memory with workers. */
  readonly isolated: boolean;
  /** The cells that are compared with float64. */
  readonly cells: readonly string[];
};

const fusedOnWasm = { backend: "wasm", form: "fused", threads: severalThreads } as const;
const onWebgpu = { backend: "webgpu", isolated: true } as const;

/** One cell of each kind. The tests in Node run all cells, and `pnpm parity` runs all of them in both. */
const cells = ["rnn", "lstm", "gru", "phased-peephole-lstm", "your own recipe", "layer-norm-lstm"];

/**
 * Each WebGPU setting has one cell, since SwiftShader takes seconds to compile a cell's shaders. Sequences as short as these run in one
 * dispatch by default; the training scenario measures both forms.
 */
const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells },
  { ...fusedOnWasm, host: "page", isolated: true, cells },
  { ...fusedOnWasm, host: "worker", isolated: true, cells },
  { ...fusedOnWasm, host: "page", isolated: false, cells },
  { ...fusedOnWasm, host: "worker", isolated: false, cells },
  { ...onWebgpu, form: "composed", host: "page", cells: ["gru"] },
  { ...onWebgpu, form: "fused", host: "page", scan: "stepwise", cells: ["your own recipe"] },
  { ...onWebgpu, form: "fused", host: "worker", cells: ["phased-gru"] },
];

/** The cells of which only the last outputs are kept in a further case. */
const ofWebgpu = settings.flatMap(({ backend, form, cells }) =>
  backend === "webgpu" && form === "fused" ? cells : [],
);

const tasks: Readonly<Record<string, LearnPalindromes>> = {
  wasm: { length: 9, steps: 300, batch: 32, hiddenSize: 64 },
  webgpu: { length: 3, steps: 120, batch: 16, hiddenSize: 16 },
};

/** The network that each host samples from. */
const networkOf: Readonly<Record<Host, NetworkName>> = { page: networkNames[0], worker: networkNames[1] };

const chromium = browserForTests();
const skipped = chromium.available ? "" : ` (skipped: ${chromium.reason})`;

describe.skipIf(!chromium.available)(`in Chromium${skipped}`, () => {
  let browser: Browser;
  let servers: readonly FileServer[];
  let cases: readonly Case[];
  let sampled: Readonly<Record<NetworkName, Sampled>>;

  beforeAll(async () => {
    const bundled = bundle();
    await start("cpu");
    const all = [...new Set(settings.flatMap(({ cells }) => cells))];
    cases = [...(await casesOf(all)), ...(await casesOf(ofWebgpu, ["last of padded vectors"]))];
    sampled = await sampledHere();
    const site = await bundled;
    servers = await Promise.all([serve(site, { isolated: true }), serve(site, { isolated: false })]);
    browser = await launch(chromium.available ? chromium.path : "");
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of servers ?? []) server.close();
  });

  const open = (isolated: boolean) => openPage(browser, (servers[isolated ? 0 : 1] as FileServer).address);

  describe.each(settings.map((setting) => [nameOf(setting), setting] as const))("%s", (_, setting) => {
    const { host, isolated, cells, ...form } = setting;
    const { backend, threads } = form;
    let page: OpenPage;
    beforeAll(async () => {
      page = await open(isolated);
    });
    afterAll(async () => {
      // Uncaught errors and console errors, from any of the tests.
      expect(page.errors).toEqual([]);
      await page.close();
    });

    test("starts, and reports why if it cannot use all threads", async () => {
      const started = await page.on(host).run("startOn", form);
      expect(started).toMatchObject({ backend, threads: isolated ? (threads ?? 1) : 1 });
      const why = isolated ? undefined : expect.stringContaining("isolated");
      expect(started.whyOneThread).toEqual(why);
    });

    test("matches outputs and gradients in float64, repeats to the bit, and leaks no tensors", async () => {
      const chosen = cases.filter(({ name }) => cells.includes(name));
      const { parity, faults } = await parityOn(page.on(host), chosen);
      expect(faults).toEqual([]);
      expect(Object.keys(parity).toSorted()).toEqual(cells.toSorted());
      // The browser does not report the workers of a worker.
      if (host === "page") expect(page.workers()).toBe(isolated && threads !== undefined ? threads - 1 : 0);
    });

    test("matches losses, updates and lookups in float64", async () => {
      const { faults } = await parityOn(page.on(host), operationCases(form.form));
      expect(faults).toEqual([]);
    });

    if (form.form === "fused") {
      test("samples the same characters as plain JavaScript, with constant memory", async () => {
        const name = networkOf[host];
        expect(await samplingFaults(page.on(host), form, name, sampled[name])).toEqual([]);
      });
    }

    test("learns palindromes, with constant memory and a responsive page", async () => {
      const { accuracy, held, leaked } = await page
        .on(host)
        .run("learnPalindromes", tasks[backend] as LearnPalindromes);
      expect(accuracy).toBeGreaterThanOrEqual(0.9);
      expect(leaked).toBe(0);
      expect(held[0]?.taken).toBeGreaterThan(0);
      // Up to the second report, WebGPU's kernels time both forms of the scan, on additional buffers.
      expect(memoryFaults(held.slice(2), backend)).toEqual([]);
      const { duration, longestPause } = page.lastRun();
      expect(longestPause).toBeLessThan(duration / 2);
    });
  });

  test("training that resumes on other backends, pages and workers has the losses of an uninterrupted run", async () => {
    const [isolated, plain] = [await open(true), await open(false)];
    const webgpu = { backend: "webgpu", form: "fused" } as const;
    const losses = await resumedLosses([
      { on: isolated.on("page"), start: fusedOnWasm },
      { on: isolated.on("page"), start: webgpu },
      { on: plain.on("worker"), start: fusedOnWasm },
    ]);
    const expected = await uninterruptedLosses(3);
    expect(largestDifference(losses, expected)).toBeLessThan(1e-5);
    for (const page of [isolated, plain]) {
      expect(page.errors).toEqual([]);
      await page.close();
    }
  });

  test.each(["page", "worker"] as const)(
    "an error of a scenario in a %s reaches the caller",
    async (host) => {
      const page = await open(false);
      const wrong = page.on(host).run("startOn", { backend: "vulkan" as "webgpu", form: "composed" });
      await expect(wrong).rejects.toThrow("start: expected the backend to be one of");
      await page.close();
    },
  );

  test("console errors of a page are recorded", async () => {
    const page = await open(false);
    await page
      .on("page")
      .run("startOn", { backend: "wasm", form: "composed", wasmPaths: "/nowhere/" })
      .catch(() => {});
    expect(page.errors.join()).toContain("404");
    await page.close();
  });
});

function nameOf({ host, isolated, scan, ...form }: Setting): string {
  return `${headingOf(form)}${scan === undefined ? "" : `, ${scan}`}, in ${isolated ? "an isolated" : "a"} ${host === "page" ? "page" : "page's worker"}`;
}
