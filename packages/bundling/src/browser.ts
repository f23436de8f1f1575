import { browserPrograms, findBrowser } from "@tenetjs/bench/internals";
import { answerLimit } from "@tenetjs/testing/limits";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** The path of the Chromium in which tests run, or why they are skipped. With TENET_REQUIRE_BROWSER=1, none may be. */
export function browserForTests(): { readonly path: string } | { readonly reason: string } {
  const path = findBrowser(process.env);
  if (path !== undefined) return { path };
  const reason = `none of ${browserPrograms.join(", ")} is on the PATH, and TENET_CHROMIUM names none`;
  if (process.env.TENET_REQUIRE_BROWSER === "1")
    throw new Error(`TENET_REQUIRE_BROWSER is 1, but ${reason}.`);
  return { reason };
}

/** A headless Chromium with further flags. */
export function launch(path: string, flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: path, timeout: answerLimit, args: ["--no-sandbox", ...flags] });
}

/** What a page left in `globalThis.report`, and its console errors and uncaught errors. */
export type Visit<Report> = { readonly report: Report; readonly errors: readonly string[] };

/** A new page, and its console errors and uncaught errors as they happen, but for those of resources that `isExpected` names by URL. */
export async function openPage(
  browser: Browser,
  isExpected: (url: string) => boolean = () => false,
): Promise<{ readonly page: Page; readonly errors: readonly string[] }> {
  const page = await browser.newPage();
  page.setDefaultTimeout(answerLimit);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected(message.location().url)) errors.push(message.text());
  });
  return { page, errors };
}

/**
 * Opens a page, waits for its report, and closes it. With `workers`, it also waits until the page runs so many workers: the browser tells of a
 * worker that has ended some time after the page knows of it.
 */
export async function visit<Report>(
  browser: Browser,
  address: string,
  { workers }: { readonly workers?: number } = {},
): Promise<Visit<Report>> {
  const { page, errors } = await openPage(browser);
  try {
    await page.goto(address);
    await page.waitForFunction("globalThis.report !== undefined");
    const report = (await page.evaluate("globalThis.report")) as Report;
    if (workers !== undefined)
      await expect.poll(() => page.workers().length, { timeout: answerLimit }).toBe(workers);
    return { report, errors };
  } finally {
    await page.close();
  }
}
