import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loader } from "astro/loaders";
import { pageSources } from "./page-sources.ts";
import { readPage } from "./read-page.ts";
import { root } from "./routes.ts";

/** Loads all pages that are Markdown. Their first heading is the page's title. */
export function repositoryLoader(): Loader {
  return {
    name: "repository",
    async load({ store, watcher, config, generateDigest, parseData, renderMarkdown }) {
      const loadAll = async () => {
        const sources = pageSources(config.base);
        const routes = new Set(sources.map(({ route }) => route));
        for (const id of store.keys()) if (!routes.has(id)) store.delete(id);
        for (const { route: id, file, text } of sources) {
          const digest = generateDigest(text);
          if (store.get(id)?.digest === digest) continue;
          const { title, description, body } = readPage(text, file);
          const data = await parseData({ id, data: { title, description, ...layoutOf(id) } });
          const rendered = await renderMarkdown(body, { fileURL: pathToFileURL(join(root, file)) });
          const assetImports = rendered.metadata?.imagePaths ?? [];
          store.set({ id, data, body, filePath: join("../..", file), digest, rendered, assetImports });
        }
        return sources;
      };
      const files = new Set((await loadAll()).map(({ file }) => join(root, file)));
      watcher?.add([...files]);
      watcher?.on("change", (changed) => {
        if (files.has(changed)) void loadAll();
      });
    },
  };
}

/** The figures of the lab take the place of the table of contents. */
function layoutOf(route: string) {
  return route.startsWith("lab/") ? { tableOfContents: false } : {};
}
