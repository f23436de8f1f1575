import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests, launch, visit } from "./browser.ts";
import { bundlers } from "./bundlers.ts";
import { developmentServer } from "./development-server.ts";
import { makeSite } from "./make-site.ts";
import type { Report } from "./report.ts";
import { serveFolder } from "./serve-folder.ts";

const chromium = browserForTests();
const skipped = "reason" in chromium ? ` (skipped: ${chromium.reason})` : "";

describe.skipIf("reason" in chromium)(`a page of packed packages trains on WASM in Chromium${skipped}`, () => {
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

  /** Opens the page, and checks that it trained without errors, on two threads if memory can be shared. */
  async function tryPage(address: string, { isolated }: { isolated: boolean }) {
    const { report, errors, workers } = await visit<Report>(browser, address);
    expect({ report, errors }).toEqual({
      report: {
        backend: "wasm",
        threads: isolated ? 2 : 1,
        ...(isolated ? {} : { whyOneThread: expect.stringContaining("not cross-origin isolated") }),
        losses: [expect.any(Number), expect.any(Number), expect.any(Number)],
      },
      errors: [],
    });
    expect(workers).toBe(isolated ? 1 : 0);
    const { losses = [] } = report;
    expect(losses[2]).toBeLessThan(losses[0] as number);
  }

  test.each(Object.keys(bundlers))("bundled by %s, with nothing configured for them", async (name) => {
    const output = join(folder, "output", name);
    await bundlers[name]?.(folder, output);
    for (const isolated of [true, false]) {
      const server = await serveFolder(output, { isolated });
      await tryPage(server.address, { isolated });
      server.close();
    }
  });

  test("served by Vite's development server", async () => {
    const server = await developmentServer(folder);
    for (const isolated of [true, false]) {
      server.isolate(isolated);
      await tryPage(server.address, { isolated });
    }
    await server.close();
  });
});
