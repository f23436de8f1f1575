import { chromium, longestTask } from "@tenetjs/conformance/engines";
import { expect, test } from "vitest";
import { callIn } from "../testing/call-in.ts";
import { describeLab } from "../testing/describe-lab.ts";
import { faultsOfLook } from "../testing/faults-of-look.ts";
import { tabThrough } from "../testing/tab-through.ts";
import { backendLine, testRace, untilLearned } from "../testing/test-race.ts";

describeLab(chromium, (open, { browser }) => {
  testRace(chromium, open);

  test("trains on WebGPU if it is chosen", async () => {
    // A software adapter takes seconds to compile the shaders of the slow motion.
    const tab = await open(
      "elements=tenet-race&length=4&hidden-size=16&learning-rate=0.1&backend=webgpu&hide=replay",
    );
    expect(Math.min(...(await callIn(tab, untilLearned, 0.5)))).toBeGreaterThanOrEqual(0.5);
    expect(await callIn(tab, backendLine)).toMatch(/^WebGPU on .*software adapter/);
    expect(await tab.errors()).toEqual([]);
  });

  test("shows the RNN failing and the LSTM holding at T = 30, without a task of 50 ms", async () => {
    const { page } = await open("elements=tenet-race");
    await page.waitForFunction("record.events.length > 3");
    // Tracing slows the page down.
    const longest = await longestTask(browser().playwright, page, async () => {
      await page.waitForFunction("record.events.length > 15");
    });
    await page.waitForFunction("lastAccuracies()[1] > 0.9");
    const [rnn, lstm] = (await page.evaluate("lastAccuracies()")) as number[];
    expect(rnn).toBeLessThan(0.25);
    expect(lstm).toBeGreaterThan(0.9);
    expect(longest).toBeLessThan(50);
    const sentence = await page.locator("tenet-race figcaption").first().textContent();
    expect(sentence).toMatch(
      /^At T = 30, after [\d,]+ steps, the RNN is right \d+ % of the time and the LSTM \d+ %\./,
    );
  });

  test("one of three networks has a cell of the reader's own; nothing is wrong with the look", async () => {
    const { page } = await open("elements=tenet-race&length=4&hidden-size=8&third=own");
    await page.waitForFunction(
      'record.events.some(({ type, detail }) => type === "tenet-evaluation" && detail.lanes[2]?.cell === "own")',
    );
    await page.locator("tenet-race .cm-content").waitFor();
    await page.locator("summary").click();
    await page.evaluate("document.querySelector('tenet-race').pause()");
    expect(await faultsOfLook(page)).toEqual([]);
  });

  test("can be walked through and worked by keyboard", async () => {
    const { page } = await open("elements=tenet-race&length=6&hidden-size=8&autoplay=false");
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
  });
});
