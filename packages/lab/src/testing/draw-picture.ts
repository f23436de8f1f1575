/* `pnpm docs:picture` draws the pictures of the lab at the top of README.md: a race in Chromium, in light and dark. They differ a little each time, as the time of a step does. */
import { join } from "node:path";
import { findBrowser } from "@tenetjs/bench/internals";
import { bundle, serve } from "@tenetjs/conformance/engines";
import { chromium } from "playwright-core";

const pictures = join(import.meta.dirname, "../../../../docs/pictures");
const site = await bundle(join(import.meta.dirname, "page"));
const server = await serve(site, { isolated: true });
const browser = await chromium.launch({
  executablePath: findBrowser(process.env) ?? "",
  args: ["--no-sandbox"],
});
try {
  const page = await browser.newPage({ viewport: { width: 920, height: 800 } });
  page.setDefaultTimeout(300_000);
  await page.goto(`${server.address}?elements=tenet-race&hide=replay,settings`);
  await page.waitForFunction("lastAccuracies()[1] > 0.97");
  await page.evaluate("document.querySelector('tenet-race').pause()");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(pictures, `lab-${colorScheme}.png`);
    await page.locator("tenet-race").screenshot({ path });
    process.stdout.write(`${path}\n`);
  }
} finally {
  await browser.close();
  server.close();
}
