import { answerLimit } from "@tenetjs/testing/limits";
import { type Browser, chromium } from "playwright-core";
import type { ArgumentOf, Platform, ResultOf, ScenarioName } from "../scenarios/scenarios.ts";
import type { Host, PageRun, Timing } from "./page.ts";

/** A headless Chromium, with WebGPU on the software adapter SwiftShader. */
export function launch(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    timeout: answerLimit,
    args: [
      "--enable-unsafe-webgpu",
      "--use-webgpu-adapter=swiftshader",
      // Spares SwiftShader most of its compiling, as the backend has it in Node.
      "--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension",
      "--no-sandbox",
    ],
  });
}

/** An open page of the test's site. */
export type OpenPage = {
  /** The page's main thread or its worker, as a platform. */
  on(host: Host): Platform;
  /** The duration of the last scenario, and the longest time for which it blocked the page's main thread. */
  lastRun(): Timing;
  /** The number of workers that the page has started. */
  workers(): number;
  /** The page's console errors and uncaught errors. */
  readonly errors: readonly string[];
  close(): Promise<void>;
};

/** The site's page, opened in a new browser context. */
export async function openPage(browser: Browser, address: string): Promise<OpenPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(answerLimit);
  const errors: string[] = [];
  let lastRun: Timing = { duration: 0, longestPause: 0 };
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(address);
  const run = async <Name extends ScenarioName>(host: Host, name: Name, argument: ArgumentOf<Name>) => {
    const done = await page.evaluate(
      ({ host, request }) => (globalThis as unknown as { runOnPage: PageRun }).runOnPage(host, request),
      { host, request: { name, argument } },
    );
    lastRun = done.timing;
    return done.result as ResultOf<Name>;
  };
  return {
    on: (host) => ({ run: (name, argument) => run(host, name, argument) }),
    lastRun: () => lastRun,
    workers: () => page.workers().length,
    errors,
    close: () => page.close(),
  };
}
