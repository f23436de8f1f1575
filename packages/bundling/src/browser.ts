import { browserPrograms, findBrowser } from "@tenetjs/bench/internals";
import { answerLimit } from "@tenetjs/testing/limits";
import { type Browser, chromium, type Page } from "playwright-core";

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

/** What a page left in `globalThis.report`, its console errors and uncaught errors, and the number of its workers. */
export type Visit<Report> = {
  readonly report: Report;
  readonly errors: readonly string[];
  readonly workers: number;
};

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

/** Opens a page, waits for its report, and closes it. */
export async function visit<Report>(browser: Browser, address: string): Promise<Visit<Report>> {
  const { page, errors } = await openPage(browser);
  try {
    await page.goto(address);
    await page.waitForFunction("globalThis.report !== undefined");
    const report = (await page.evaluate("globalThis.report")) as Report;
    return { report, errors, workers: page.workers().length };
  } finally {
    await page.close();
  }
}
