import type { FileServer } from "@tenetjs/bench/internals";
import { type Browser, engineForTests, errorRecorder, firefox, webkit } from "@tenetjs/conformance/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageKinds, serveSite } from "./built-site.ts";

/** The lab's own tests open these elements in both engines: the pages add nothing but text. */
const testedInLab: readonly string[] = ["lab/cell/", "lab/memory/", "lab/gate/"];
const pages = pageKinds.filter((path) => !testedInLab.includes(path));

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
