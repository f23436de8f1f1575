import { answerLimit } from "@tenetjs/testing/limits";
import { type Browser, chromium } from "playwright-core";
import type { ArgumentOf, Platform, ResultOf, ScenarioName } from "../scenarios/scenarios.ts";
import type { Host, PageRun, Timing } from "./page.ts";

/** Chromium without a window, with WebGPU on SwiftShader, which runs on the processor. */
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

/** A page of the test's site. */
export type OpenPage = {
  /** The page's own thread, or its worker, as a platform. */
  on(host: Host): Platform;
  /** How long the last scenario took, and for how long at most it kept the page's own thread. */
  lastRun(): Timing;
  /** How many workers the page itself has. */
  workers(): number;
  /** What the page wrote to its console as an error, and the errors that it did not catch. */
  readonly errors: readonly string[];
  close(): Promise<void>;
};

/** Opens the site's page in a context of its own. */
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
