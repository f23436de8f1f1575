import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { longestTask } from "@tenetjs/conformance/engines";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests, launch, openPage, type Visit, visit } from "./browser.ts";
import { bundlers } from "./bundlers.ts";
import { developmentServer } from "./development-server.ts";
import { makeSite } from "./make-site.ts";
import { type ServeOptions, serveFolder } from "./serve-folder.ts";

/** What the page reports. */
type Report = {
  readonly backend?: string;
  readonly threads?: number;
  readonly whyOneThread?: string;
  readonly losses?: readonly number[];
  readonly others?: readonly { readonly name: string; readonly reason: string; readonly remedy?: string }[];
  readonly error?: string;
};

const chromium = browserForTests();
const skipped = "reason" in chromium ? ` (skipped: ${chromium.reason})` : "";

describe.skipIf("reason" in chromium)(`packed packages, in Chromium${skipped}`, () => {
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tenet-bundling-"));
    await makeSite(folder);
    browser = await launch("path" in chromium ? chromium.path : "");
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const outputOf = (name: string) => join(folder, "output", name);

  /** The report of a page of a folder, served with the options, once it runs so many workers. */
  async function visitIn(served: string, page: string, options: ServeOptions, workers?: number) {
    const server = await serveFolder(served, options);
    try {
      return await visit<Report>(browser, server.address + page, workers === undefined ? {} : { workers });
    } finally {
      server.close();
    }
  }

  /** The number of workers of a page that trains on two threads if memory can be shared. */
  const workersOf = (isolated: boolean) => (isolated ? 1 : 0);

  /** Checks that a page trained without errors, on two threads if memory can be shared. */
  function checkTraining({ report, errors }: Visit<Report>, isolated: boolean) {
    const whyOneThread = expect.stringContaining("not cross-origin isolated");
    expect({ report, errors }).toEqual({
      report: {
        backend: "wasm",
        threads: isolated ? 2 : 1,
        ...(isolated ? {} : { whyOneThread }),
        losses: [expect.any(Number), expect.any(Number), expect.any(Number)],
      },
      errors: [],
    });
    const { losses = [] } = report;
    expect(losses[2]).toBeLessThan(losses[0] as number);
  }

  /** Opens a page of a folder cross-origin isolated and not, and checks that it trained. */
  async function checkBoth(served: string, page: string) {
    const isolations = [true, false];
    const visits = await Promise.all(
      isolations.map((isolated) => visitIn(served, page, { isolated }, workersOf(isolated))),
    );
    visits.forEach((visited, index) => {
      checkTraining(visited, isolations[index] === true);
    });
  }

  describe("a page trains on WASM, with nothing configured for our packages,", () => {
    test.each(Object.keys(bundlers))("bundled by %s", async (name) => {
      await bundlers[name]?.(folder, outputOf(name));
      await checkBoth(outputOf(name), "");
    });

    test("served by Vite's development server", async () => {
      const server = await developmentServer(folder);
      for (const isolated of [true, false]) {
        server.isolate(isolated);
        const workers = workersOf(isolated);
        checkTraining(await visit<Report>(browser, server.address, { workers }), isolated);
      }
      await server.close();
    });

    test.each([
      ["an import map", "src/import-map.html"],
      ["one file", "src/script-tag.html"],
    ])("without a bundler, from %s of @tenetjs/browser", async (_, page) => {
      await checkBoth(folder, page);
    });
  });

  test("an element of the lab trains with one script of @tenetjs/browser, from the page's own server and from another", async () => {
    const headers = { "access-control-allow-origin": "*" };
    const [own, other] = [await serveFolder(folder), await serveFolder(folder, { headers })];
    try {
      for (const query of ["", `?from=${other.address.slice(0, -1)}`]) {
        const { report, errors } = await visit(browser, `${own.address}src/element.html${query}`);
        expect({ report, errors }).toEqual({ report: { cells: ["rnn", "lstm"] }, errors: [] });
      }
    } finally {
      own.close();
      other.close();
    }
  });

  describe("auto takes plain JavaScript, and reports why WASM cannot be set up:", () => {
    const wasm = async (page: string, options: ServeOptions = {}) => {
      const { report } = await visitIn(outputOf("esbuild"), page, options);
      expect(report.error).toBeUndefined();
      expect(report.backend).toBe("cpu");
      return report.others?.find(({ name }) => name === "wasm");
    };

    test("a policy without 'wasm-unsafe-eval'", async () => {
      const headers = { "content-security-policy": "script-src 'self'" };
      const found = await wasm("start.html", { headers });
      expect(found?.reason).toBe("the page's Content Security Policy forbids WebAssembly");
      expect(found?.remedy).toBe("Add 'wasm-unsafe-eval' to its script-src.");
    });

    test("a file that is missing", async () => {
      const found = await wasm("start.html?wasmPaths=/nowhere/");
      expect(found?.reason).toBe("there is no file at /nowhere/tfjs-backend-wasm-simd.wasm (status 404)");
      expect(found?.remedy).toContain("Copy the file there");
    });

    test("a server that answers with its page", async () => {
      const instead = { ".wasm": "<!doctype html><title>App</title>" };
      const found = await wasm("start.html?wasmPaths=/", { instead });
      expect(found?.reason).toBe("the server answers /tfjs-backend-wasm-simd.wasm with an HTML page");
      expect(found?.remedy).toContain("single-page applications");
    });

    const onX64 = process.arch === "x64";
    test.skipIf(!onX64)(
      `a browser without SIMD${onX64 ? "" : " (skipped: V8 can do without it on x64)"}`,
      async () => {
        const everywhere = browser;
        browser = await launch("path" in chromium ? chromium.path : "", ["--js-flags=--no-enable-sse4-1"]);
        try {
          const found = await wasm("start.html");
          expect(found?.reason).toBe("this runtime's WebAssembly has no SIMD");
          expect(found?.remedy).toContain("Safari 16.4");
        } finally {
          await browser.close();
          browser = everywhere;
        }
      },
    );
  });

  describe("a strict page", () => {
    const policy = (rest: string) => ({
      "content-security-policy": `script-src 'self' 'wasm-unsafe-eval'; ${rest}`,
    });

    test("that may not fetch starts from the binary inside the bundle", async () => {
      const headers = policy("connect-src 'none'");
      const { report, errors } = await visitIn(outputOf("vite"), "start.html?backend=wasm&inline", {
        headers,
      });
      expect([report.backend, errors]).toEqual(["wasm", []]);
    });

    test("takes that binary too where its file is missing", async () => {
      const instead = { ".wasm": "<!doctype html>" };
      const { report } = await visitIn(outputOf("vite"), "start.html?backend=wasm", { instead });
      expect(report.backend).toBe("wasm");
    });

    test("that forbids workers from a Blob starts them from their file", async () => {
      const headers = policy("worker-src 'self'");
      const options = { isolated: true, headers };
      const { report } = await visitIn(outputOf("vite"), "start.html?backend=wasm", options, 1);
      expect([report.threads, report.whyOneThread]).toEqual([2, undefined]);
    });

    test("whose bundler left that file out is told that one thread runs, and why", async () => {
      const headers = policy("worker-src 'self'");
      const options = { isolated: true, headers };
      const { report } = await visitIn(outputOf("esbuild"), "start.html?backend=wasm", options, 0);
      expect(report.threads).toBe(1);
      expect(report.whyOneThread).toMatch(
        /a worker could not be started: as a Blob, its script could not be loaded, .+; as a file, its script could not be loaded, /,
      );
    });
  });

  test("a page has no task of 50 ms while its worker trains two layers of 128 units", async () => {
    const server = await serveFolder(outputOf("vite"), { isolated: true });
    const { page, errors } = await openPage(browser);
    await page.goto(`${server.address}worker.html`);
    // Playwright's own scripts, which its first wait brings into the page, do not count.
    await page.waitForFunction("(function draw() { requestAnimationFrame(draw); return true; })()");
    const longest = await longestTask(browser, page, async () => {
      await page.waitForFunction("globalThis.report");
    });
    const { losses = [], error } = (await page.evaluate("globalThis.report")) as Report;
    expect([error, errors]).toEqual([undefined, []]);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    expect(longest).toBeLessThan(50);
    await page.close();
    server.close();
  });
});
