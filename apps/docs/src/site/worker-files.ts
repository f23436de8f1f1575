import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { workerFilesId } from "./fetch-ahead.ts";

/**
 * Writes into each page with an element of the lab which files the element's worker loads, so that the page fetches them while it loads the element: a worker's files are known
 * one after another otherwise, each once that before it has run. It has to stand before integrations that read pages.
 */
export function workerFiles(): AstroIntegration {
  return {
    name: "worker-files",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const folder = fileURLToPath(dir);
        const workers = workersIn(join(folder, "_astro"));
        for (const page of globSync("**/*.html", { cwd: folder })) {
          const file = join(folder, page);
          const html = readFileSync(file, "utf8");
          const names = [...html.matchAll(/<(tenet-[a-z]+)[ >]/g)].map(([, name = ""]) => name);
          const urls = new Set(names.flatMap((name) => workers.get(name) ?? []));
          if (urls.size === 0) continue;
          const list = `<script type="application/json" id="${workerFilesId}">${JSON.stringify([...urls])}</script>`;
          writeFileSync(file, html.replace("</head>", `${list}</head>`));
        }
      },
    },
  };
}

/** An element's worker, where a bundle starts it: its URL, and the name of the element. */
const started = /new Worker\(new URL\(`([^`]+)`[^)]*\),\{[^}]*name:`(tenet-[a-z]+)`/g;

/** For each element, the URLs of the files that its worker loads before it can train. */
function workersIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const workers = new Map<string, readonly string[]>();
  for (const bundle of globSync("*.js", { cwd: folder })) {
    for (const [, url = "", name = ""] of readFileSync(join(folder, bundle), "utf8").matchAll(started)) {
      const base = url.slice(0, -basename(url).length);
      const files = loadedBy(folder, basename(url)).map((file) => base + file);
      workers.set(name, files);
    }
  }
  if (!workers.has("tenet-race"))
    throw new Error("worker-files: found no worker of an element. Look at how bundles start it.");
  return workers;
}

/** The chunks that a worker asks for by itself when it starts its backend on WASM. */
const backend = /^(load-binary|open-backend)-/;

/** Where tfjs's binary is a file, the module that contains it is a chunk for want of the file. A page that may not fetch files has that module in its worker. */
const inlineBinary = /import\(["`]\.\/inline-/;

/** A file, the files that it imports, and those that these import. */
function loadedBy(folder: string, entry: string): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const code = readFileSync(join(folder, file), "utf8");
    for (const [, imported = ""] of code.matchAll(/(?:from|import)["`]\.\/([^"`]+)["`]/g)) visit(imported);
    for (const [, imported = ""] of code.matchAll(/import\(["`]\.\/([^"`]+)["`]\)/g))
      if (backend.test(imported)) visit(imported);
    if (inlineBinary.test(code))
      for (const [, binary = ""] of code.matchAll(/\/([^/`]+\.wasm)`/g))
        if (existsSync(join(folder, binary))) found.add(binary);
  };
  visit(entry);
  return [...found];
}
