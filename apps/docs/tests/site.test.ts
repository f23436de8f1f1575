import type { FileServer } from "@tenetjs/bench/internals";
import { findBrowser } from "@tenetjs/bench/internals";
import { sampleText } from "@tenetjs/datasets";
import { answerLimit } from "@tenetjs/testing/limits";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { keepMessage, keptMessage } from "../src/offline/messages.ts";
import { allPages, everyPage, pageKinds, sentSize, serveSite } from "./built-site.ts";

let server: FileServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveSite();
  browser = await chromium.launch({
    executablePath: findBrowser(process.env) ?? "",
    timeout: answerLimit,
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/**
 * A page of the site in a context of its own, and its console errors and uncaught errors as they happen. For a visitor who saves data, no
 * network starts by itself, and nothing is kept offline.
 */
async function open(
  path: string,
  {
    savingData = false,
    onRequest = (_: string) => {},
  }: { savingData?: boolean; onRequest?: (url: string) => void } = {},
) {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  if (savingData) {
    await context.addInitScript(
      "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })",
    );
  }
  const page = await context.newPage();
  page.setDefaultTimeout(answerLimit);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("requestfinished", (request) => onRequest(request.url()));
  await page.goto(server.address + path, { waitUntil: "networkidle" });
  return { context, page, errors };
}

test.each(everyPage ? allPages : [...pageKinds, "results/gradients/"])(
  "/%s is accessible in light and dark, fits a phone, and takes less than 200 kB",
  async (path) => {
    const sizes: number[] = [];
    const { page, errors } = await open(path, {
      savingData: true,
      onRequest: (url) => sizes.push(sentSize(url)),
    });
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
    await page.evaluate(axe.source);
    expect(await violations(page, {})).toEqual([]);

    await page.setViewportSize({ width: 375, height: 700 });
    expect(await page.evaluate("document.scrollingElement.scrollWidth")).toBe(375);
    await page.evaluate("document.documentElement.dataset.theme = 'dark'");
    // Only colours differ from those in light.
    expect(await violations(page, { runOnly: ["color-contrast"] })).toEqual([]);
    expect(errors).toEqual([]);
  },
);

/**
 * What axe finds on a page. Code takes axe half a minute on some pages, and Expressive Code corrects the contrast of its colours: it is looked at where
 * each page is tested.
 */
async function violations(page: Page, options: axe.RunOptions) {
  const context = everyPage ? "document" : JSON.stringify({ exclude: [".expressive-code .ec-line"] });
  const settings = JSON.stringify({ ...options, resultTypes: ["violations"] });
  const found = (await page.evaluate(`axe.run(${context}, ${settings})`)) as axe.AxeResults;
  return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

test("the front page trains a network that writes words", async () => {
  const { page, errors } = await open("");
  await page.waitForFunction(() => document.querySelectorAll('[data-step="160"] .known').length >= 4);
  expect(Number(await page.locator("tenet-writes .loss").textContent())).toBeLessThan(2.5);
  await page.getByRole("button", { name: "Pause" }).click();
  const steps = page.locator("tenet-writes .steps");
  await page.waitForTimeout(500);
  const paused = await steps.textContent();
  await page.waitForTimeout(500);
  expect(await steps.textContent()).toBe(paused);
  expect(errors).toEqual([]);
});

test("the race takes less than 350 kB in all, with its networks training", async () => {
  const sizes = new Map<string, number>();
  const { page, errors } = await open("lab/race/", { onRequest: (url) => sizes.set(url, sentSize(url)) });
  await page
    .locator("tenet-race figcaption", { hasText: /after [\d,]+ steps/ })
    .first()
    .waitFor();
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(whole).toBeLessThan(350_000);
  expect(errors).toEqual([]);
});

test("each check of the theory is computed when one scrolls to it", async () => {
  const { page, errors } = await open("theory/backpropagation/", { savingData: true });
  for (const check of await page.locator("tenet-check").all()) {
    await check.scrollIntoViewIfNeeded();
    await check.getByText("computed just now in this page").waitFor();
  }
  expect(errors).toEqual([]);
});

test("the code that teachers embed shows the element in a page of another site, with what it locks and hides", async () => {
  const { context, page, errors } = await open("lab/teachers/", { savingData: true });
  // What the button copies: Expressive Code writes line breaks as U+007F.
  const copied = await page.locator("button[data-code*='<iframe']").getAttribute("data-code");
  const code = (copied ?? "").replaceAll("\u007f", "\n");
  const own = code.replace("https://tenetjs.github.io/tenet/", server.address);
  expect(own).not.toBe(code);
  const other = await context.newPage();
  await other.setContent(own);
  const race = other.frameLocator("iframe").locator("tenet-race");
  // These visitors save data: the element waits for them.
  await other.frameLocator("iframe").getByRole("button", { name: "Load it and train here" }).click();
  await race.getByRole("slider", { name: "Length T" }).waitFor();
  expect(await race.getByRole("slider", { name: "Length T" }).isDisabled()).toBe(true);
  expect(await race.getByRole("slider", { name: "Length T" }).inputValue()).toBe("12");
  expect(await race.getByRole("slider", { name: "Learning rate" }).isEnabled()).toBe(true);
  expect(await race.getByText("More to change").count()).toBe(0);
  await race.getByText(/^WASM/).waitFor();
  expect(errors).toEqual([]);
});

test("search finds words of the theory, the guide and the reference, and a code", async () => {
  const { page } = await open("glossary/", { savingData: true });
  await page.keyboard.press("Control+k");
  expect(await found(page, "temperature")).toContain("theory/temperature/");
  expect(await found(page, "phased")).toContain("reference/cells/");
  expect(await found(page, "resume")).toContain("guide/resume/");
  expect(await found(page, "NOT_A_CHAT")).toContain("guide/errors/");
  expect(await found(page, "beamSearch")).toContain("reference/sampling/");
});

/** All pages that the open search finds. It lists a few, and more when asked. */
async function found(page: Page, words: string): Promise<string[]> {
  await page.locator(".pagefind-ui__search-input").fill(words);
  await page.locator(".pagefind-ui__message", { hasText: `for ${words}` }).waitFor();
  const results = page.locator(".pagefind-ui__result-title .pagefind-ui__result-link");
  await results.first().waitFor();
  const more = page.locator(".pagefind-ui__button");
  for (let listed = await results.count(); await more.isVisible(); listed = await results.count()) {
    await more.click();
    await results.nth(listed).waitFor();
  }
  const links = await results.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  return links.map((link) => link.slice(server.address.length).split("#", 1)[0] as string);
}

test("what one types at once, while the search is loaded, is searched for", async () => {
  const { page } = await open("glossary/", { savingData: true });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("phasex");
  await page.keyboard.press("Backspace");
  await page.locator(".pagefind-ui__message", { hasText: /for phase$/ }).waitFor();
});

test("on a host without headers, pages are isolated from the second on, and stay there without a connection", async () => {
  const { context, page, errors } = await open("guide/start/");
  expect(await page.evaluate("crossOriginIsolated")).toBe(false);
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  await page.reload();
  expect(await page.evaluate("crossOriginIsolated")).toBe(true);
  // A reader who stays asks for this after some time.
  await page.evaluate(askAndAwait, [keepMessage, keptMessage] as const);
  await context.setOffline(true);
  await page.goto(`${server.address}reference/cells/`);
  await page.getByRole("button", { name: "Search" }).click();
  expect(await found(page, "temperature")).toContain("theory/temperature/");
  await page.goto(server.address);
  await page.locator('[data-step="20"] .text').getByText(/\w/).first().waitFor();
  expect(errors).toEqual([]);
});

/** Sends a message to the service worker, and waits for its answer. */
function askAndAwait([question, answer]: readonly [string, string]): Promise<void> {
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data === answer) resolve();
    });
    navigator.serviceWorker.startMessages();
    navigator.serviceWorker.controller?.postMessage(question);
  });
}

test("on a host without headers, the text page makes no request after loading, and the browser refuses those of the page and of its worker", async () => {
  const { context, page, errors } = await open("lab/text/?hidden-size=16&window=16&batch=8");
  const text = page.locator("tenet-text");
  await text.locator(".passage span").first().waitFor();
  const requests: string[] = [];
  // Blobs are in the page; the browser itself asks for the icon when it likes.
  context.on("request", (request) => !/^blob:|favicon/.test(request.url()) && requests.push(request.url()));
  const book = { name: "book.txt", mimeType: "text/plain", buffer: Buffer.from(sampleText.repeat(2)) };
  await text.locator("#file").setInputFiles(book);
  await text.locator(".source strong", { hasText: "book" }).waitFor();
  await text.locator(".samples li", { hasText: "step 8" }).waitFor();
  await text.getByRole("button", { name: "Train it elsewhere" }).click();
  await text.getByText("tenet train text book.txt").waitFor();
  await page.getByRole("link", { name: "Race", exact: true }).first().hover();
  expect(requests).toEqual([]);
  expect(errors).toEqual([]);

  const request = "fetch('/').then(() => 'sent', () => 'refused')";
  const [worker] = page.workers();
  expect([await page.evaluate(request), await worker?.evaluate(request)]).toEqual(["refused", "refused"]);
  expect(requests).toEqual([]);
});

test("the keyboard reaches the content, the search and the figure's button of the front page", async () => {
  const { page } = await open("", { savingData: true });
  const reached: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const next = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      if (focused === document.body) return undefined;
      const { outlineStyle, boxShadow } = getComputedStyle(focused);
      const seen = outlineStyle !== "none" || boxShadow !== "none" ? "" : " (unseen)";
      return `${focused.textContent?.trim().split("\n")[0] ?? ""}${seen}`;
    });
    if (next === undefined || reached.length === 50) break;
    reached.push(next);
  }
  expect(reached[0]).toBe("Skip to content");
  expect(reached).toContain("Train your first network");
  expect(reached).toContain("Start");
  expect(reached.filter((text) => text.endsWith("(unseen)"))).toEqual([]);
});
