import { start } from "@tenetjs/backends";
import { answerLimit } from "@tenetjs/testing/limits";
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
import type { Open } from "./describe-engine.ts";
import type { EngineFeatures } from "./engines/engine.ts";
import { onceARun } from "./once-a-run.ts";
import type { OpenPage } from "./open-page.ts";
import type { Host } from "./page.ts";

/** A backend and form, and where they run in a browser. */
export type Setting = StartOn & {
  readonly host: Host;
  /** Whether the page is cross-origin isolated, so that it may share memory with workers. */
  readonly isolated: boolean;
  /** The cells that are compared with float64. */
  readonly cells: readonly string[];
};

/** One cell of each kind, in halves. The tests in Node run all cells, and `pnpm parity` runs all of them in both. */
export const halvesOfEachKind = [
  ["rnn", "lstm", "your own recipe"],
  ["gru", "phased-peephole-lstm", "layer-norm-lstm"],
] as const;

/** The fused form on WASM, with several threads where the page may have them. */
export const fusedOnWasm = { backend: "wasm", form: "fused", threads: severalThreads } as const;

/** Large enough for several threads. */
const task: LearnPalindromes = { length: 6, steps: 150, batch: 32, hiddenSize: 64 };

/** For the composed form, which is slow, and for SwiftShader. */
const smallTask: LearnPalindromes = { length: 3, steps: 60, batch: 16, hiddenSize: 16 };

/** The network that each host samples from. */
const networkOf: Readonly<Record<Host, NetworkName>> = { page: networkNames[0], worker: networkNames[1] };

/** Defines the tests of each setting: it starts, computes what float64 does, samples, trains, and leaks nothing. */
export function describeSettings(
  { sharesMemory }: EngineFeatures,
  open: Open,
  settings: readonly Setting[],
): void {
  let cases: readonly Case[];
  let sampled: Readonly<Record<NetworkName, Sampled>>;
  beforeAll(async () => {
    await start("cpu");
    const namesOf = (settings: readonly Setting[]) => [...new Set(settings.flatMap(({ cells }) => cells))];
    // On WebGPU, a scan that keeps only the last outputs has shaders of its own.
    const onGpu = settings.filter(({ backend, form }) => backend === "webgpu" && form === "fused");
    cases = [
      ...(await casesOf(namesOf(settings), undefined, onceARun)),
      ...(await casesOf(namesOf(onGpu), ["last of padded vectors"], onceARun)),
    ];
    sampled = await sampledHere();
  });

  describe.each(settings.map((setting) => [nameOf(setting), setting] as const))("%s", (_, setting) => {
    const { host, isolated, cells, ...form } = setting;
    const { backend, threads = 1 } = form;
    const canShare = isolated && sharesMemory;
    const expectedThreads = canShare ? threads : 1;
    let page: OpenPage;
    beforeAll(async () => {
      page = await open(isolated);
    });
    afterAll(async () => {
      // Uncaught errors and console errors, from any of the tests.
      expect(await page.errors()).toEqual([]);
      await page.close();
    });

    test("starts, and reports why if it cannot use all threads", async () => {
      const started = await page.on(host).run("startOn", form);
      expect(started).toMatchObject({ backend, threads: expectedThreads });
      const why = isolated ? "this browser does not let" : "not cross-origin isolated";
      if (backend !== "wasm" || canShare) expect(started.whyOneThread).toBeUndefined();
      else expect(started.whyOneThread).toContain(why);
    });

    test("matches outputs and gradients in float64, repeats to the bit, and leaks no tensors", async () => {
      const chosen = cases.filter(({ name }) => cells.includes(name));
      const { parity, faults } = await parityOn(page.on(host), chosen);
      expect(faults).toEqual([]);
      expect(Object.keys(parity).toSorted()).toEqual(cells.toSorted());
      // Browsers do not report the workers of a worker, and those of a page with a delay.
      if (host === "page" && page.workers() !== undefined)
        await expect.poll(() => page.workers(), { timeout: answerLimit }).toBe(expectedThreads - 1);
    });

    // A form of the scan changes nothing here, and SwiftShader compiles many shaders for it.
    if (form.scan === undefined) {
      test("matches losses, updates and lookups in float64", async () => {
        const { faults } = await parityOn(page.on(host), operationCases(form.form));
        expect(faults).toEqual([]);
      });
    }

    if (form.form === "fused") {
      test("samples the same characters as plain JavaScript, with constant memory", async () => {
        const name = networkOf[host];
        expect(await samplingFaults(page.on(host), form, name, sampled[name])).toEqual([]);
      });
    }

    test("learns palindromes, with constant memory and a responsive page", async () => {
      const { accuracy, held, leaked } = await page
        .on(host)
        .run("learnPalindromes", backend === "wasm" && form.form === "fused" ? task : smallTask);
      expect(accuracy).toBeGreaterThanOrEqual(0.9);
      expect(leaked).toBe(0);
      expect(held[0]?.taken).toBeGreaterThan(0);
      // Up to the second report, WebGPU's kernels time both forms of the scan, on additional buffers.
      expect(memoryFaults(held.slice(2), backend)).toEqual([]);
      const { duration, longestPause } = page.lastRun();
      // A training that never yields is one pause. On a busy machine, a single one can take a second.
      expect(longestPause).toBeLessThan(0.8 * duration);
    });
  });
}

function nameOf({ host, isolated, scan, reproducible, ...form }: Setting): string {
  const options = [scan, reproducible && "reproducible"].filter((option) => option !== undefined);
  return `${[headingOf(form), ...options].join(", ")}, in ${isolated ? "an isolated" : "a"} ${host === "page" ? "page" : "page's worker"}`;
}
