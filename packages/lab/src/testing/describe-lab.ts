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
import { afterAll, afterEach, beforeAll, describe } from "vitest";

/** Opens the page of the tests with a query, cross-origin isolated or not. It is closed after the test. */
export type OpenLab<Opened extends Tab = Tab> = (
  query: string,
  options?: { readonly isolated?: boolean },
) => Promise<Opened>;

/** What tests can ask for once they run. */
export type Running<Launched extends Browser> = {
  browser(): Launched;
  /** The address of the page, cross-origin isolated. */
  address(): string;
  /** Serves the same page with other headers. The caller closes it. */
  serve(headers: Readonly<Record<string, string>>): Promise<FileServer>;
};

/**
 * Defines tests of elements in an engine, which share one bundle and one browser. They are skipped, with the reason in their names, where the engine is not
 * installed.
 */
export function describeLab<Launched extends Browser>(
  engine: Engine<Launched>,
  define: (open: OpenLab<TabOf<Launched>>, running: Running<Launched>) => void,
): void {
  const found = engineForTests(engine);
  const skipped = found.available ? "" : ` (skipped: ${found.reason})`;
  describe.skipIf(!found.available)(`in ${engine.name}${skipped}`, () => {
    let browser: Launched;
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
    // A page that a failed test leaves behind would train on beside the next.
    const tabs: Tab[] = [];
    afterEach(async () => {
      for (const tab of tabs.splice(0)) await tab.close();
    });
    define(
      async (query, { isolated = true } = {}) => {
        const tab = (await browser.open(`${servers[isolated ? 0 : 1].address}?${query}`)) as TabOf<Launched>;
        tabs.push(tab);
        return tab;
      },
      {
        browser: () => browser,
        address: () => servers[0].address,
        serve: (headers) => serveFiles("lab", { contentOf: (path) => site.get(path), headers }),
      },
    );
  });
}

/** The tabs of an engine's browser. */
type TabOf<Launched> = Launched extends Browser<infer Opened> ? Opened : never;
