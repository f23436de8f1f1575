import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allPages, base, dist } from "./built-site.ts";

/** The pages' HTML, by their paths relative to the site's. */
const pages = new Map(allPages.map((path) => [path, readFileSync(join(dist, path, "index.html"), "utf8")]));

test.each([...pages])(
  "each link of /%s has a target in the site, and its fragment an element",
  (path, html) => {
    const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) => link as string);
    expect(links.filter((link) => !hasTarget(link.replaceAll("&amp;", "&"), path))).toEqual([]);
  },
);

test("each page with formulas has their styles", () => {
  const unstyled = [...pages].filter(
    ([, html]) => html.includes('class="katex"') && !/<link[^>]*href="[^"]*katex[^"]*\.css"/.test(html),
  );
  expect(unstyled.map(([path]) => path)).toEqual([]);
  expect([...pages.values()].some((html) => html.includes('class="katex"'))).toBe(true);
});

test("each page can be reached from the front page", () => {
  const reached = new Set([""]);
  for (const path of reached) {
    for (const [, link = ""] of (pages.get(path) ?? "").matchAll(/<a[^>]*\shref="([^"#]*)/g)) {
      const target = pathOf(link, path);
      if (target !== undefined && pages.has(target)) reached.add(target);
    }
  }
  // Pages for frames stand alone: only other sites show them.
  expect(allPages.filter((path) => !reached.has(path) && !path.startsWith("embed/"))).toEqual([]);
});

function hasTarget(link: string, from: string): boolean {
  const target = pathOf(link, from);
  if (target === undefined) return /^(https:|data:|mailto:)/.test(link);
  const page = pages.get(target);
  if (page === undefined) return existsSync(join(dist, target));
  const fragment = decodeURIComponent(link.split("#")[1] ?? "");
  return fragment === "" || page.includes(` id="${fragment}"`);
}

/** The path of a link's target, relative to the site's; undefined if it leads out of the site. */
function pathOf(link: string, from: string): string | undefined {
  const { origin, pathname } = new URL(link, `http://site${base}${from}`);
  return origin === "http://site" && pathname.startsWith(base)
    ? decodeURI(pathname.slice(base.length))
    : undefined;
}
