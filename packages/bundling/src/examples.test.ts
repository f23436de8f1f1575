import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FileServer } from "@tenetjs/bench/internals";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests, launch, openPage } from "./browser.ts";
import { serveFolder } from "./serve-folder.ts";

const examples = join(import.meta.dirname, "../../../examples");
const run = promisify(execFile);

/** A page of an example: its folder, the program that builds it, and the path of what is built. */
type PageExample = {
  readonly name: string;
  readonly build?: readonly [program: string, ...args: string[]];
  readonly served: string;
  readonly path?: string;
  /** The button that starts the training. */
  readonly press?: string;
};

const vite = ["vite", "build"] as const;
const pages: readonly PageExample[] = [
  { name: "vite", build: vite, served: "dist", press: "#learn" },
  { name: "react", build: vite, served: "dist" },
  { name: "svelte", build: vite, served: "dist" },
  { name: "script-tag", served: "." },
  {
    name: "observable",
    build: ["notebooks", "build", "--root", ".", "--", "palindromes.html"],
    served: ".observable/dist",
    path: "palindromes.html",
  },
];

test("every example is tested, and is in the README's table", () => {
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).toSorted();
  expect(names).toEqual([...pages.map(({ name }) => name), "node"].toSorted());
  const readme = readFileSync(join(examples, "README.md"), "utf8");
  expect(names.filter((name) => !readme.includes(`| [${name}](${name}) `))).toEqual([]);
});

test("the script for Node learns its text and continues it", async () => {
  const { stdout } = await run(process.execPath, ["train.js"], { cwd: join(examples, "node") });
  const losses = [...stdout.matchAll(/^step \d+: loss ([\d.]+)$/gm)].map(([, loss]) => Number(loss));
  expect(losses).toHaveLength(6);
  expect(losses.at(-1)).toBeLessThan(0.2);
  expect(stdout).toContain("the lighthouse keeper counts the waves");
});

const chromium = browserForTests();
const skipped = "reason" in chromium ? ` (skipped: ${chromium.reason})` : "";

describe.skipIf("reason" in chromium)(`in Chromium${skipped}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch("path" in chromium ? chromium.path : "");
  });
  afterAll(() => browser?.close());

  test.each(pages)("the page of $name trains", async ({ name, build, served, path = "", press }) => {
    const folder = join(examples, name);
    if (build !== undefined) {
      const [program, ...args] = build;
      await run(join(folder, "node_modules/.bin", program), args, { cwd: folder });
    }
    const server: FileServer = await serveFolder(join(folder, served), { isolated: true });
    // Browsers ask for an icon, which a notebook does not name.
    const { page, errors } = await openPage(browser, (url) => url.endsWith("/favicon.ico"));
    try {
      await page.goto(server.address + path);
      if (press !== undefined) await page.click(press);
      const losses: number[] = [];
      // A page shows a loss every ten steps, of which a busy machine may show few.
      for (const steps of [10, 100]) {
        const shown = await page.waitForFunction((steps) => {
          const [, step, loss] =
            /step (\d+): loss ([\d.]+)/.exec(document.querySelector("output")?.textContent ?? "") ?? [];
          return Number(step) >= steps && loss;
        }, steps);
        losses.push(Number(await shown.jsonValue()));
      }
      expect(losses[1]).toBeLessThan(losses[0] as number);
      expect(errors).toEqual([]);
    } finally {
      await page.close();
      server.close();
    }
  });
});
