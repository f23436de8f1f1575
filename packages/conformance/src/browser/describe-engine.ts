import type { FileServer } from "@tenetjs/bench/internals";
import { afterAll, beforeAll, describe } from "vitest";
import { engineForTests } from "./engine-for-tests.ts";
import type { Browser, Engine } from "./engines/engine.ts";
import { type OpenPage, openPage } from "./open-page.ts";
import { serve } from "./serve.ts";
import { sharedBundle } from "./shared-bundle.ts";

/** Opens the test's page in a new tab, cross-origin isolated or not. */
export type Open = (isolated: boolean) => Promise<OpenPage>;

/** Defines tests that run in an engine. They are skipped, with the reason in their names, where the engine is not installed. */
export function describeEngine(engine: Engine, define: (open: Open) => void): void {
  const found = engineForTests(engine);
  const skipped = found.available ? "" : ` (skipped: ${found.reason})`;
  describe.skipIf(!found.available)(`in ${engine.name}${skipped}`, () => {
    let browser: Browser;
    let servers: readonly FileServer[];
    beforeAll(async () => {
      const launched = engine.launch(found.available ? found.paths : []);
      const site = await sharedBundle();
      servers = await Promise.all([serve(site, { isolated: true }), serve(site, { isolated: false })]);
      browser = await launched;
    });
    afterAll(async () => {
      await browser?.close();
      for (const server of servers ?? []) server.close();
    });
    define((isolated) => openPage(browser, (servers[isolated ? 0 : 1] as FileServer).address));
  });
}
