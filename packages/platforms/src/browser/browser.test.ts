import { start } from "@tenetjs/backends";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Case, casesOf } from "../parity/cases.ts";
import { headingOf, severalThreads } from "../parity/columns.ts";
import { parityOn } from "../parity/parity-on.ts";
import type { Held, LearnPalindromes } from "../scenarios/learn-palindromes.ts";
import type { Form } from "../scenarios/start-on.ts";
import { browserForTests } from "./browser-for-tests.ts";
import { bundle, wasmPaths } from "./bundle.ts";
import { launch, type OpenPage, openPage } from "./open-page.ts";
import type { Host } from "./page.ts";
import { type Server, serve } from "./serve.ts";

/** A way to compute, and where in the browser. */
type Setting = Form & {
  readonly host: Host;
  /** Whether the page is cross-origin isolated, so that it may share memory with workers. */
  readonly isolated: boolean;
  /** The cells that are held to float64. Default: all. */
  readonly cells?: readonly string[];
};

const fusedOnWasm = { backend: "wasm", form: "fused", threads: severalThreads } as const;
const onWebgpu = { backend: "webgpu", isolated: true } as const;

/** Of cells, WebGPU has a few: SwiftShader takes seconds to compile the programs of one. `pnpm parity` has them all. */
const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false },
  { ...fusedOnWasm, host: "page", isolated: true },
  { ...fusedOnWasm, host: "worker", isolated: true },
  { ...fusedOnWasm, host: "page", isolated: false },
  { ...fusedOnWasm, host: "worker", isolated: false },
  { ...onWebgpu, form: "composed", host: "page", cells: ["gru"] },
  { ...onWebgpu, form: "fused", host: "page", cells: ["a recipe of one's own"] },
  { ...onWebgpu, form: "fused", host: "worker", cells: ["phased-gru"] },
];

const tasks: Readonly<Record<string, LearnPalindromes>> = {
  wasm: { length: 9, steps: 300, batch: 32, hiddenSize: 64 },
  webgpu: { length: 3, steps: 200, batch: 16, hiddenSize: 16 },
};

const chromium = browserForTests();
const skipped = chromium.available ? "" : ` (skipped: ${chromium.reason})`;

describe.skipIf(!chromium.available)(`in Chromium${skipped}`, { timeout: 120_000 }, () => {
  let browser: Browser;
  let servers: readonly Server[];
  let cases: readonly Case[];

  beforeAll(async () => {
    const site = await bundle();
    servers = await Promise.all([serve(site, { isolated: true }), serve(site, { isolated: false })]);
    browser = await launch(chromium.available ? chromium.path : "");
    await start("cpu");
    cases = await casesOf();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    for (const server of servers ?? []) server.close();
  });

  const open = (isolated: boolean) => openPage(browser, (servers[isolated ? 0 : 1] as Server).address);

  describe.each(settings.map((setting) => [nameOf(setting), setting] as const))("%s", (_, setting) => {
    const { host, isolated, cells, backend, form, threads } = setting;
    let page: OpenPage;
    beforeAll(async () => {
      page = await open(isolated);
    });
    afterAll(async () => {
      // What nobody caught, and what was written to the console as an error, whenever it was.
      expect(page.errors).toEqual([]);
      await page.close();
    });

    test("starts, and says why if not with all threads", async () => {
      const given = { backend, form, wasmPaths, ...(threads === undefined ? {} : { threads }) };
      const started = await page.on(host).run("startOn", given);
      expect(started).toMatchObject({ backend, threads: isolated ? (threads ?? 1) : 1 });
      const why = isolated ? undefined : expect.stringContaining("isolated");
      expect(started.whyOneThread).toEqual(why);
    });

    test("gives outputs and gradients as float64 does, again the same, and keeps no tensor", async () => {
      const chosen = cases.filter(({ given: { name } }) => cells?.includes(name) ?? true);
      const { parity, faults } = await parityOn(page.on(host), chosen);
      expect(faults).toEqual([]);
      expect(Object.keys(parity).length).toBeGreaterThan(0);
      // Those of a worker's worker are not told.
      if (host === "page") expect(page.workers()).toBe(isolated && threads !== undefined ? threads - 1 : 0);
    });

    test("learns palindromes, while memory stays level and the page alive", async () => {
      const { accuracy, held, leaked } = await page
        .on(host)
        .run("learnPalindromes", tasks[backend] as LearnPalindromes);
      expect(accuracy).toBeGreaterThanOrEqual(0.9);
      expect(leaked).toBe(0);
      const [{ tensors, bytes, taken }] = held as [Held];
      expect(taken).toBeGreaterThan(0);
      // tfjs takes another buffer where the card is not done yet with the one that it would use again: how often is chance.
      const slack = backend === "webgpu" ? 0.1 * taken : 0;
      for (const later of held) {
        expect(later).toMatchObject({ tensors, bytes });
        expect(later.taken).toBeLessThanOrEqual(taken + slack);
      }
      const { duration, longestPause } = page.lastRun();
      expect(longestPause).toBeLessThan(duration / 2);
    });
  });

  test.each(["page", "worker"] as const)("an error of a scenario in a %s is the caller's", async (host) => {
    const page = await open(false);
    const wrong = page.on(host).run("startOn", { backend: "vulkan" as "webgpu", form: "composed" });
    await expect(wrong).rejects.toThrow("start: expected the backend to be one of");
    await page.close();
  });

  test("what a page writes as an error is noted", async () => {
    const page = await open(false);
    await page
      .on("page")
      .run("startOn", { backend: "wasm", form: "composed", wasmPaths: "/nowhere/" })
      .catch(() => {});
    expect(page.errors.join()).toContain("404");
    await page.close();
  });
});

function nameOf({ host, isolated, ...form }: Setting): string {
  return `${headingOf(form)}, in ${isolated ? "an isolated" : "a"} ${host === "page" ? "page" : "page's worker"}`;
}
