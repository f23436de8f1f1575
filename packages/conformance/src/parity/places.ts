import { bundle } from "../browser/bundle.ts";
import { engineForTests } from "../browser/engine-for-tests.ts";
import type { Engine } from "../browser/engines/engine.ts";
import { engines } from "../browser/engines/engines.ts";
import { openPage } from "../browser/open-page.ts";
import { serve } from "../browser/serve.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import { nodeFeatures, type PlaceFeatures } from "./columns.ts";

/** A place in which parity is measured: a table of the document. */
export type Place = {
  /** The table's title. */
  readonly title: string;
  readonly features: PlaceFeatures;
  open(): Promise<OpenPlace>;
};

export type OpenPlace = {
  /** Such as "Node 24.21.0". */
  readonly version: string;
  /** The result of `use` in Node, or in a new page. */
  on<Result>(use: (platform: Platform) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** Node, and a page of each engine. */
export const places: readonly Place[] = [
  {
    title: "Node",
    features: nodeFeatures,
    open: async () => ({
      version: `Node ${process.versions.node}`,
      on: (use) => use(here),
      close: async () => {},
    }),
  },
  ...engines.map((engine): Place => {
    const { name, features } = engine;
    return { title: name, features, open: () => openEngine(engine) };
  }),
];

/** The engine, with a new page for each use. An error of the page is thrown. */
async function openEngine(engine: Engine): Promise<OpenPlace> {
  const found = engineForTests(engine);
  if (!found.available) throw new Error(found.reason);
  const server = await serve(await bundle(), { isolated: true });
  const browser = await engine.launch(found.paths);
  return {
    version: browser.version,
    async on(use) {
      const page = await openPage(browser, server.address);
      try {
        const result = await use(page.on("page"));
        const errors = await page.errors();
        if (errors.length > 0) throw new Error(errors.join("\n"));
        return result;
      } finally {
        await page.close();
      }
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
