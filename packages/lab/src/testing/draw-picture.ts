/* `pnpm docs:picture` draws the pictures of the lab at the top of README.md: a race in Chromium, in light and dark. They differ a little each time, as the time of a step does. */
import { join } from "node:path";
import { chromiumOnPage } from "./chromium-on-page.ts";

const pictures = join(import.meta.dirname, "../../../../docs/pictures");
await chromiumOnPage(async (browser, address) => {
  const page = await browser.newPage({ viewport: { width: 920, height: 800 } });
  page.setDefaultTimeout(300_000);
  await page.goto(`${address}?elements=tenet-race&hide=replay,settings`);
  await page.waitForFunction("lastAccuracies()[1] > 0.97");
  await page.evaluate("document.querySelector('tenet-race').pause()");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(pictures, `lab-${colorScheme}.png`);
    await page.locator("tenet-race").screenshot({ path });
    process.stdout.write(`${path}\n`);
  }
});
