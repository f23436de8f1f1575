import { bundle } from "../browser/bundle.ts";
import { engineForTests } from "../browser/engine-for-tests.ts";
import type { Engine } from "../browser/engines/engine.ts";
import { engines } from "../browser/engines/engines.ts";
import { openPage } from "../browser/open-page.ts";
import { serve } from "../browser/serve.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import type { Form, StartOn } from "../scenarios/start-on.ts";
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
  /** The result of `use`, on a platform that can start the form, and with what it takes to start it. */
  on<Result>(form: Form, use: (platform: Platform, start: StartOn) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** Node, and a page of each engine. */
export const places: readonly Place[] = [
  {
    title: "Node",
    features: nodeFeatures,
    open: async () => ({
      version: `Node ${process.versions.node}`,
      on: (form, use) => use(here, form),
      close: async () => {},
    }),
  },
  ...engines.map((engine): Place => {
    const { name, features } = engine;
    return { title: name, features, open: () => openEngine(engine) };
  }),
];

/** The engine, with a new page for each form. An error of the page is thrown. */
async function openEngine(engine: Engine): Promise<OpenPlace> {
  const found = engineForTests(engine);
  if (!found.available) throw new Error(found.reason);
  const server = await serve(await bundle(), { isolated: true });
  const browser = await engine.launch(found.paths);
  return {
    version: browser.version,
    async on(form, use) {
      const page = await openPage(browser, server.address);
      try {
        const result = await use(page.on("page"), form);
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
