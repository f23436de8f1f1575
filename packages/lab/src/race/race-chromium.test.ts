import { type ChromiumBrowser, chromium, longestTask } from "@tenetjs/conformance/engines";
import { answerLimit } from "@tenetjs/testing/limits";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { axeFaults, axeSchemes } from "../testing/axe-faults.ts";
import { callIn } from "../testing/call-in.ts";
import { describeLab } from "../testing/describe-lab.ts";
import { tabThrough } from "../testing/tab-through.ts";
import { backendLine, testRace, untilLearned } from "../testing/test-race.ts";

const small = "length=6&hidden-size=8";

describeLab(chromium, (open, { browser, address }) => {
  const inChromium = () => (browser() as ChromiumBrowser).playwright;

  const pageAt = async (query: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await inChromium().newPage(options);
    page.setDefaultTimeout(answerLimit);
    await page.goto(`${address()}?elements=tenet-race&${query}`);
    return page;
  };

  testRace(chromium, open);

  test("trains on WebGPU if it is chosen", async () => {
    const tab = await open("elements=tenet-race&length=4&hidden-size=16&learning-rate=0.1&backend=webgpu");
    expect(Math.min(...(await callIn(tab, untilLearned, 0.5)))).toBeGreaterThanOrEqual(0.5);
    expect(await callIn(tab, backendLine)).toMatch(/^WebGPU on .*software adapter/);
    expect(await tab.errors()).toEqual([]);
    await tab.close();
  });

  test("shows the RNN failing and the LSTM holding at T = 30, without a task of 50 ms", async () => {
    const page = await inChromium().newPage();
    page.setDefaultTimeout(answerLimit);
    await page.goto(`${address()}?elements=tenet-race`);
    await page.waitForFunction("record.events.length > 5");
    const longest = await longestTask(inChromium(), page, async () => {
      await page.waitForFunction("lastAccuracies()[1] > 0.9");
    });
    const [rnn, lstm] = (await page.evaluate("lastAccuracies()")) as number[];
    expect(rnn).toBeLessThan(0.25);
    expect(lstm).toBeGreaterThan(0.9);
    expect(longest).toBeLessThan(50);
    const sentence = await page.locator("tenet-race figcaption").first().textContent();
    expect(sentence).toMatch(
      /^At T = 30, after [\d,]+ steps, the RNN is right \d+ % of the time and the LSTM \d+ %\./,
    );
    await page.close();
  });

  test("has no fault that axe finds, in light and dark", async () => {
    const page = await pageAt(small);
    await page.locator("summary").click();
    await page.waitForFunction("record.events.length > 5");
    await page.evaluate("document.querySelector('tenet-race').pause()");
    for (const { colorScheme, rules } of axeSchemes) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFaults(page, rules)).toEqual([]);
    }
    await page.close();
  });

  test("is no wider than a phone", async () => {
    const page = await pageAt(`${small}&third=phased-lstm`, { viewport: { width: 375, height: 812 } });
    await page.locator("summary").click();
    await page.waitForFunction("record.events.length > 5");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    await page.close();
  });

  test("can be walked through and worked by keyboard", async () => {
    const page = await pageAt(`${small}&autoplay=false`);
    await page.waitForFunction(
      "document.querySelector('tenet-race').shadowRoot.querySelector('.tile') !== null",
    );
    const seen = await tabThrough(page, async (name) => {
      if (name === "length") await page.keyboard.press("ArrowRight");
      if (name === "Step" || name === "Play") await page.keyboard.press("Enter");
    });
    expect(seen).toEqual([
      ...[
        "first",
        "second",
        "third",
        "Train",
        "Step",
        "Restart",
        "length",
        "learning-rate",
        "initialisation",
      ],
      ...["Play", "Another one", "position", "network", "unit"],
      "More to change: clip, optimizer, units, speed, seed …",
    ]);
    await page.waitForFunction(
      "document.querySelector('tenet-race').length === 7 && location.search.includes('length=7')",
    );
    await page.close();
  });
});
