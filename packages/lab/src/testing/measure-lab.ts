/*
 * `pnpm lab:measure [TEXT] [--race ADDRESS]` measures what readers wait for, in Chromium on this machine: the first moving curve of the race, the race until the RNN has failed and the
 * LSTM holds at T = 30, and, with a file of text, the time to 2.00, 1.70 and 1.60 nats held out, with the defaults of the element. Run it on an idle machine. ADDRESS is that of a page
 * with a race, such as one of the built site; without it, the page of the tests is measured, which has all elements.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import type { TenetText } from "../text/text-definition.ts";
import { chromiumOnPage } from "./chromium-on-page.ts";

/** An evaluation, and when the page got it, in milliseconds since it was opened. */
type Evaluation = { readonly detail: unknown; readonly time: number };

/** In the page: the evaluations so far. */
declare const measured: Evaluation[];

const {
  values: { race: racePage },
  positionals: [text],
} = parseArgs({ allowPositionals: true, options: { race: { type: "string" } } });
const longest = 900_000;
const goals = [2, 1.7, 1.6];

await chromiumOnPage(async (browser, address) => {
  process.stdout.write(`Chromium ${browser.version()}, ${cpus().length} x ${cpus()[0]?.model.trim()}\n`);
  await measureRace(await open(browser, racePage ?? `${address}?elements=tenet-race`));
  if (text !== undefined) await measureText(await open(browser, `${address}?elements=tenet-text`), text);
});

async function measureRace(page: Page): Promise<void> {
  const accuracies = "measured.at(-1)?.detail.lanes.map(({ accuracy }) => accuracy)";
  await page.waitForFunction("measured.length >= 2");
  tell("the race's curves move after", await timeOf(page, 1));
  await page.waitForFunction(`${accuracies}[1] > 0.9`);
  const [rnn, lstm] = (await page.evaluate(accuracies)) as number[];
  tell(
    `at T = 30, the RNN is at ${rnn?.toFixed(2)} and the LSTM at ${lstm?.toFixed(2)} after`,
    await timeOf(page, -1),
  );
  await page.close();
}

async function measureText(page: Page, file: string): Promise<void> {
  await page.locator("#file").setInputFiles(file);
  await page.waitForFunction("record.events.filter(({ type }) => type === 'tenet-text').length === 2");
  await page.evaluate(() => {
    Object.assign(globalThis, { started: performance.now(), measured: [] });
    (document.querySelector("tenet-text") as TenetText).play();
  });
  const { network, characters } = await page.evaluate(() => {
    const { cell, layers, hiddenSize, dropout, learningRate, steps, window, batch } = document.querySelector(
      "tenet-text",
    ) as TenetText;
    return {
      network: JSON.stringify({ cell, layers, hiddenSize, dropout, learningRate, steps, window, batch }),
      characters: window * batch,
    };
  });
  process.stdout.write(`${await page.locator("tenet-text .backend").textContent()}\n${network}\n`);
  const started = (await page.evaluate("started")) as number;
  for (const goal of goals) {
    const reached = `measured.find(({ detail }) => detail.loss <= ${goal})`;
    await page.waitForFunction(reached);
    const { time, detail } = (await page.evaluate(reached)) as Evaluation;
    const { step } = detail as { readonly step: number };
    const seconds = (time - started) / 1000;
    const rate = Math.round((step * characters) / seconds).toLocaleString("en");
    tell(
      `${goal.toFixed(2)} nats a character held out, at step ${step} and ${rate} characters a second, after`,
      time - started,
    );
  }
  await page.close();
}

/** A page that keeps its evaluations, and when they came, as `measured`. */
async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(longest);
  await page.addInitScript(() => {
    Object.assign(globalThis, { measured: [] });
    addEventListener("tenet-evaluation", ({ detail }: CustomEventInit) => {
      measured.push({ detail, time: performance.now() });
    });
  });
  await page.goto(address);
  return page;
}

/** When the page got an evaluation, by its place among them, in milliseconds since it was opened. */
async function timeOf(page: Page, place: number): Promise<number> {
  return (await page.evaluate(`measured.at(${place}).time`)) as number;
}

function tell(what: string, milliseconds: number): void {
  process.stdout.write(`${what} ${(milliseconds / 1000).toFixed(1)} s\n`);
}
