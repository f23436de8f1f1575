import { join } from "node:path";
import { findBrowser } from "@tenetjs/bench/internals";
import { bundle, serve } from "@tenetjs/conformance/engines";
import { type Browser, chromium } from "playwright-core";

/** Calls `work` with a Chromium, and the address of the page of the tests, cross-origin isolated. For programs; tests share a browser by `describeLab`. */
export async function chromiumOnPage(
  work: (browser: Browser, address: string) => Promise<void>,
): Promise<void> {
  const site = await bundle(join(import.meta.dirname, "page"));
  const server = await serve(site, { isolated: true });
  const browser = await chromium.launch({
    executablePath: findBrowser(process.env) ?? "",
    args: ["--no-sandbox"],
  });
  try {
    await work(browser, server.address);
  } finally {
    await browser.close();
    server.close();
  }
}
