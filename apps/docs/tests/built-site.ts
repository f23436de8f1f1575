import { globSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { crossOriginIsolation, type FileServer, serveFiles } from "@tenetjs/bench/internals";

export const dist = join(import.meta.dirname, "../dist");

/** The path below which the site was built to be served: "/" or "/tenet/". */
export const base = /<link rel="shortcut icon" href="([^"]*)favicon\.svg"/.exec(
  readFileSync(join(dist, "index.html"), "utf8"),
)?.[1] as string;

/** The paths of all pages, relative to the site's: "", "guide/start/". */
export const allPages = globSync("**/index.html", { cwd: dist })
  .map((file) => file.slice(0, -"index.html".length))
  .sort();

/** The size in bytes of the file at an address of the site, as a host sends it: compressed. */
export function sentSize(address: string): number {
  const path = decodeURI(new URL(address).pathname).slice(base.length);
  return gzipSync(readFileSync(join(dist, path.endsWith("/") || path === "" ? `${path}index.html` : path)))
    .length;
}

/** One page of each kind. */
export const pageKinds = [
  "",
  "guide/start/",
  "guide/errors/",
  "theory/backpropagation/",
  "lab/race/",
  "lab/text/",
  "lab/cell/",
  "lab/memory/",
  "lab/gate/",
  "embed/race/",
  "packages/figures/",
  "reference/",
  "reference/sampling/",
  allPages.find((path) => /^results\/\d/.test(path)) as string,
];

/** Whether each page is tested: with `pnpm check:docs:all`. Otherwise it is one of each kind. */
export const everyPage = process.env.TENET_DOCS_PAGES === "all";

/**
 * A server of the site, and the address of its front page. By default it sends no headers, as static hosts do. With `isolated`, it sends those of
 * cross-origin isolation. `head` is put at the start of each page's head.
 */
export async function serveSite({ isolated = false, head = "" } = {}): Promise<FileServer> {
  const server = await serveFiles("serveSite", {
    contentOf: async (path) => {
      if (!path.startsWith(base)) return undefined;
      const content = await readFile(join(dist, path.slice(base.length)));
      return path.endsWith(".html") && head !== ""
        ? String(content).replace("<head>", `<head>${head}`)
        : content;
    },
    headers: isolated ? crossOriginIsolation : {},
  });
  return { ...server, address: server.address.slice(0, -1) + base };
}
