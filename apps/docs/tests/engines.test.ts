import type { FileServer } from "@tenetjs/bench/internals";
import { type Browser, engineForTests, errorRecorder, firefox, webkit } from "@tenetjs/conformance/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allPages, everyPage, pageKinds, serveSite } from "./built-site.ts";

/** The lab's own tests open the elements in both engines, and their pages add nothing but text. Of pages of text alone, one has the scripts of all. */
const kinds = pageKinds.filter(
  (path) => !path.startsWith("lab/") && !["guide/errors/", "reference/", "packages/figures/"].includes(path),
);
const pages = everyPage ? allPages : kinds;

describe.each([firefox, webkit])("$name", (engine) => {
  const found = engineForTests(engine);
  const skipped = found.available ? "" : ` (skipped: ${found.reason})`;

  describe.skipIf(!found.available)(`logs no error${skipped}`, () => {
    let server: FileServer;
    let browser: Browser;
    beforeAll(async () => {
      server = await serveSite({ isolated: true, head: `<script>${errorRecorder}</script>` });
      browser = await engine.launch(found.available ? found.paths : []);
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
    });

    test.each(pages)("on /%s", async (path) => {
      const tab = await browser.open(server.address + path);
      if (path === "") {
        const written = `new Promise((resolve) => {
          const look = () => document.querySelector('[data-step="10"] .text').textContent === "" ? setTimeout(look, 100) : resolve("");
          look();
        })`;
        await tab.evaluate(written);
      }
      expect(await tab.errors()).toEqual([]);
      await tab.close();
    });
  });
});
