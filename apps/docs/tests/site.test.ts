import type { FileServer } from "@tenetjs/bench/internals";
import { findBrowser } from "@tenetjs/bench/internals";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { pageKinds, sentSize, serveSite } from "./built-site.ts";

let server: FileServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveSite();
  browser = await chromium.launch({ executablePath: findBrowser(process.env) ?? "", args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** A page of the site in a context of its own, and its console errors and uncaught errors as they happen. */
async function open(path: string, options: Parameters<Browser["newContext"]>[0] = {}) {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(server.address + path);
  return { context, page, errors };
}

/** Makes a visitor who saves data, for whom no network trains and nothing is kept offline. */
async function savingData(context: BrowserContext): Promise<void> {
  await context.addInitScript(() =>
    Object.defineProperty(navigator, "connection", { value: { saveData: true } }),
  );
}

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each(pageKinds)("axe finds nothing on /%s, and no error is logged", async (path) => {
    const { page, errors } = await open(path, { colorScheme });
    await page.evaluate(axe.source);
    const found = (await page.evaluate("axe.run()")) as axe.AxeResults;
    expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test.each(pageKinds)("/%s fits a phone, and takes less than 200 kB before a network starts", async (path) => {
  const context = await browser.newContext({ viewport: { width: 375, height: 700 } });
  onTestFinished(() => context.close());
  await savingData(context);
  const page = await context.newPage();
  const sizes: number[] = [];
  page.on("requestfinished", (request) => sizes.push(sentSize(request.url())));
  await page.goto(server.address + path);
  await page.waitForLoadState("networkidle");
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  expect(await page.evaluate("document.scrollingElement.scrollWidth")).toBe(375);
});

test("the front page trains a network that writes words", async () => {
  const { page, errors } = await open("");
  await page.waitForFunction(
    () => document.querySelectorAll('[data-step="160"] .known').length >= 4,
    undefined,
    { timeout: 120_000 },
  );
  expect(Number(await page.locator("tenet-writes .loss").textContent())).toBeLessThan(2.5);
  await page.getByRole("button", { name: "Pause" }).click();
  const steps = page.locator("tenet-writes .steps");
  await page.waitForTimeout(500);
  const paused = await steps.textContent();
  await page.waitForTimeout(500);
  expect(await steps.textContent()).toBe(paused);
  expect(errors).toEqual([]);
});

test("each check of the theory is computed when one scrolls to it", async () => {
  const { page, errors } = await open("theory/backpropagation/");
  for (const check of await page.locator("tenet-check").all()) {
    await check.scrollIntoViewIfNeeded();
    await check.getByText("computed just now in this page").waitFor();
  }
  expect(errors).toEqual([]);
});

describe("search", () => {
  test.each([
    ["temperature", "theory/temperature/"],
    ["phased", "theory/temporal-gate/"],
    ["resume", "guide/resume/"],
    ["NOT_A_CHAT", "guide/errors/"],
    ["beamSearch", "reference/sampling/"],
  ])("finds %s", async (words, expected) => {
    const { page } = await open("guide/start/");
    await page.keyboard.press("Control+k");
    expect(await found(page, words)).toContain(expected);
  });
});

/** The pages that a search lists, after it is typed into the open search. */
async function found(page: Page, words: string): Promise<string[]> {
  await page.keyboard.type(words);
  await page.locator(".pagefind-ui__result-link").first().waitFor();
  await page.locator(".pagefind-ui__message", { hasText: "result" }).waitFor();
  const links = await page.locator(".pagefind-ui__result-link").evaluateAll((all) =>
    all.map((link) => (link as HTMLAnchorElement).href),
  );
  return links.map((link) => (link.slice(server.address.length).split("#", 1)[0] as string));
}

test("on a host without headers, pages are isolated from the second on, and stay there without a connection", async () => {
  const { context, page, errors } = await open("guide/start/");
  expect(await page.evaluate("crossOriginIsolated")).toBe(false);
  await page.evaluate("navigator.serviceWorker.ready");
  await page.reload();
  expect(await page.evaluate("crossOriginIsolated")).toBe(true);
  await context.setOffline(true);
  await page.goto(`${server.address}reference/cells/`);
  await page.keyboard.press("Control+k");
  expect(await found(page, "temperature")).toContain("theory/temperature/");
  await page.goto(server.address);
  await page.locator('[data-step="20"] .text').getByText(/\w/).first().waitFor();
  expect(errors).toEqual([]);
});

test("the keyboard reaches the content, the search and the figure's button of the front page", async () => {
  const { page } = await open("");
  const reached: string[] = [];
  for (let presses = 0; presses < 16; presses += 1) {
    await page.keyboard.press("Tab");
    reached.push(
      await page.evaluate(() => {
        const focused = document.activeElement as HTMLElement;
        const { outlineStyle, boxShadow } = getComputedStyle(focused);
        const seen = outlineStyle !== "none" || boxShadow !== "none" ? "" : " (unseen)";
        return `${focused.textContent?.trim().split("\n")[0] ?? ""}${seen}`;
      }),
    );
  }
  expect(reached[0]).toBe("Skip to content");
  expect(reached).toContain("Train your first network");
  expect(reached).toContain("Pause");
  expect(reached.filter((text) => text.endsWith("(unseen)"))).toEqual([]);
});
