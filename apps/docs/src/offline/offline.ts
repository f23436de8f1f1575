import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { build } from "esbuild";

/** Fonts that only browsers without WOFF2 load, and what search engines read. */
const left = /\.(ttf|woff)$|^sitemap|\.txt$|^sw\.js$/;

/** Writes the service worker, with the list of the site's files. It has to stand after integrations that write files. */
export function offline(): AstroIntegration {
  return {
    name: "offline",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await build({
          entryPoints: [join(import.meta.dirname, "service-worker.ts")],
          outfile: join(folder, "sw.js"),
          bundle: true,
          minify: true,
          target: "es2023",
          logLevel: "error",
          define: {
            siteFiles: JSON.stringify(filesOf(folder)),
            "process.env.NODE_ENV": JSON.stringify("production"),
          },
        });
      },
    },
  };
}

/** Each file of the site, relative to its root, with a hash unless its name has one. Each visit loads the list, so hashes are short. */
function filesOf(folder: string) {
  return globSync("**/*.*", { cwd: folder })
    .filter((path) => !left.test(path))
    .sort()
    .map((path) => {
      const content = readFileSync(join(folder, path));
      const revision = path.startsWith("_astro/")
        ? null
        : createHash("sha256").update(content).digest("hex").slice(0, 6);
      return { url: path, revision };
    });
}
