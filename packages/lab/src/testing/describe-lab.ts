import { type FileServer, serveFiles } from "@tenetjs/bench/internals";
import {
  type Browser,
  type Engine,
  engineForTests,
  type Site,
  serve,
  sharedBundle,
  type Tab,
} from "@tenetjs/conformance/engines";
import { afterAll, beforeAll, describe } from "vitest";

/** Opens the page of the tests with a query, cross-origin isolated or not. */
export type OpenLab = (query: string, options?: { readonly isolated?: boolean }) => Promise<Tab>;

/** What tests can ask for once they run. */
export type Running = {
  browser(): Browser;
  /** The address of the page, cross-origin isolated. */
  address(): string;
  /** Serves the same page with other headers. The caller closes it. */
  serve(headers: Readonly<Record<string, string>>): Promise<FileServer>;
};

/**
 * Defines tests of elements in an engine, which share one bundle and one browser. They are skipped, with the reason in their names, where the engine is not
 * installed.
 */
export function describeLab(engine: Engine, define: (open: OpenLab, running: Running) => void): void {
  const found = engineForTests(engine);
  const skipped = found.available ? "" : ` (skipped: ${found.reason})`;
  describe.skipIf(!found.available)(`in ${engine.name}${skipped}`, () => {
    let browser: Browser;
    let servers: readonly [FileServer, FileServer];
    let site: Site;
    beforeAll(async () => {
      const launched = engine.launch(found.available ? found.paths : []);
      site = await sharedBundle(`${import.meta.dirname}/page`);
      servers = await Promise.all([serve(site, { isolated: true }), serve(site, { isolated: false })]);
      browser = await launched;
    });
    afterAll(async () => {
      await browser?.close();
      for (const server of servers ?? []) server.close();
    });
    define(
      (query, { isolated = true } = {}) => browser.open(`${servers[isolated ? 0 : 1].address}?${query}`),
      {
        browser: () => browser,
        address: () => servers[0].address,
        serve: (headers) => serveFiles("lab", { contentOf: (path) => site.get(path), headers }),
      },
    );
  });
}
