/*
 * `pnpm lab:measure [TEXT]` measures what readers wait for, in Chromium on this machine: the first moving curve of the race, the race until the RNN has failed and the LSTM
 * holds at T = 30, and, with a file of text, the time to 1.70 nats held out. Run it on an idle machine.
 */
import { cpus } from "node:os";
import type { Browser, Page } from "playwright-core";
import { chromiumOnPage } from "./chromium-on-page.ts";

const [text] = process.argv.slice(2);
const longest = 600_000;
await chromiumOnPage(async (browser, address) => {
  process.stdout.write(`Chromium ${browser.version()}, ${cpus().length} x ${cpus()[0]?.model.trim()}\n`);
  const race = await open(browser, `${address}?elements=tenet-race`);
  await race.waitForFunction("record.events.filter(({ type }) => type === 'tenet-evaluation').length >= 2");
  tell("the race's curves move after", await timeOf(race, 1));
  await race.waitForFunction("lastAccuracies()[1] > 0.9");
  const [rnn, lstm] = (await race.evaluate("lastAccuracies()")) as number[];
  tell(
    `at T = 30, the RNN is at ${rnn?.toFixed(2)} and the LSTM at ${lstm?.toFixed(2)} after`,
    await timeOf(race, -1),
  );
  await race.close();

  if (text !== undefined) {
    const page = await open(browser, `${address}?elements=tenet-text`);
    await page.locator("#file").setInputFiles(text);
    await page.waitForFunction("record.events.some(({ type }) => type === 'tenet-text')");
    const start = (await page.evaluate("performance.now()")) as number;
    await page.evaluate("document.querySelector('tenet-text').play()");
    for (const loss of [2, 1.7, 1.6]) {
      await page.waitForFunction(`record.events.some((event) => event.detail?.loss <= ${loss})`);
      tell(
        `${loss.toFixed(2)} nats a character held out after`,
        ((await page.evaluate("performance.now()")) as number) - start,
      );
    }
  }
});

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(longest);
  await page.goto(address);
  return page;
}

/** When the page got an evaluation, by its place among them, in milliseconds since it was opened. */
async function timeOf(page: Page, place: number): Promise<number> {
  const times = "record.events.filter(({ type }) => type === 'tenet-evaluation').map(({ time }) => time)";
  return (await page.evaluate(`${times}.at(${place})`)) as number;
}

function tell(what: string, milliseconds: number): void {
  process.stdout.write(`${what} ${(milliseconds / 1000).toFixed(1)} s\n`);
}
