import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/**
 * A plugin that collects the packages in a bundle, and a function that returns their licenses as Markdown once the bundle is built. (Vite's own
 * list omits packages that only workers import.)
 */
export function bundledLicenses(): { readonly plugin: Plugin; markdown(): string } {
  const folders = new Set<string>();
  return {
    plugin: {
      name: "bundled-licenses",
      generateBundle(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "chunk") continue;
          for (const id of Object.keys(file.modules)) {
            const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id.replace("\0", "")) ?? [];
            if (folder !== undefined) folders.add(folder);
          }
        }
      },
    },
    markdown: () =>
      `# Licenses of what the page is made of\n\n${[...folders].map(entryOf).sort().join("\n")}`,
  };
}

function entryOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : `\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  return `## ${name} ${version} (${license})\n${text}`;
}
