import { chromium } from "@tenetjs/conformance/engines";
import { answerLimit } from "@tenetjs/testing/limits";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { TenetDevice } from "./device/device-definition.ts";
import type { TenetMemory } from "./memory/memory-definition.ts";
import type { TenetStarts } from "./starts/starts-definition.ts";
import { describeLab } from "./testing/describe-lab.ts";
import { faultsOfLook } from "./testing/faults-of-look.ts";
import { tabThrough } from "./testing/tab-through.ts";
import { ownRecipe, testCell } from "./testing/test-cell.ts";
import { testElements } from "./testing/test-elements.ts";
import { testText } from "./testing/test-text.ts";
import { textInChromium } from "./testing/text-in-chromium.ts";

describeLab(chromium, (open, running) => {
  const { browser, address } = running;
  const pageAt = async (name: string, query: string): Promise<Page> =>
    (await open(`elements=${name}&${query}`)).page;

  testElements(open, {
    name: ", light on a phone and dark on a wide screen, without a fault that axe finds",
    async check({ page }) {
      await page.evaluate("document.querySelector('main > :last-child').pause?.()");
      for (const summary of await page.locator("summary").all()) await summary.click();
      expect(await faultsOfLook(page)).toEqual([]);
    },
  });
  testCell(open);
  testText(open);
  describe("<tenet-text>", () => textInChromium(open, running));

  test("of the cells, an RNN is soon right about most short palindromes", async () => {
    const page = await pageAt(
      "tenet-limits",
      "length=8&hidden-size=16&learning-rate=0.05&autoplay=false&task=parity",
    );
    const names = await tabThrough(page, async (name) => {
      if (name === "Train") await page.keyboard.press("Enter");
    });
    expect(names).toEqual([
      ...["Train", "Step", "Restart", "length", "first", "second", "third", "fourth", "task"],
      "More to change: learning rate, units, optimizer, speed, seed …",
    ]);
    await page.waitForFunction(
      'record.events.at(-1)?.detail.scores?.some(({ task, cell, accuracy }) => task === "palindromes" && cell === "rnn" && accuracy > 0.5)',
    );
    expect(await page.locator("tenet-limits figcaption").textContent()).toMatch(
      /^Parity at T = 8, after \d+ steps: RNN/,
    );
  });

  test("of the starts, all seeds with orthogonal recurrence learn, and the slider moves the gradient at once", async () => {
    const page = await pageAt(
      "tenet-starts",
      "length=6&hidden-size=16&seeds=2&learning-rate=0.02&autoplay=false",
    );
    const gradient = page.locator("tenet-starts figcaption").first();
    await page.waitForFunction(
      'document.querySelector("tenet-starts").shadowRoot.querySelector("figcaption").textContent !== ""',
    );
    const before = await gradient.textContent();
    const names = await tabThrough(page, async (name) => {
      if (name === "radius") await page.keyboard.press("ArrowRight");
      if (name === "Train") await page.keyboard.press("Enter");
    });
    expect(names).toEqual([
      ...["radius", "matrix", "Train", "Step", "Restart", "compare", "length"],
      "More to change: cell, seeds, learning rate, units, speed …",
    ]);
    await page.waitForFunction("location.search.includes('radius=0.91')");
    expect(before).toMatch(/^At ρ = 0\.9, one part in/);
    expect(await gradient.textContent()).toMatch(/^At ρ = 0\.91, one part in/);
    await page.waitForFunction(
      "record.events.at(-1)?.detail.panels?.[3].accuracies.every((accuracy) => accuracy >= 0.95)",
    );
    expect(await page.evaluate(() => (document.querySelector("tenet-starts") as TenetStarts).radius)).toBe(
      0.91,
    );
  });

  test("a recipe is typed into the editor, trained on, and shared by a short link", async () => {
    const page = await pageAt("tenet-cell", "length=4&hidden-size=8&learning-rate=0.05&cell=rnn");
    const editor = page.locator("tenet-cell .cm-content");
    await editor.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(ownRecipe);
    await page.waitForFunction(
      'record.events.some(({ type, detail }) => type === "tenet-recipe" && detail.cell === "own")',
    );
    await page.waitForFunction("location.search.includes('recipe=')");
    const { search } = new URL(page.url());
    expect(search.length).toBeLessThan(0.9 * encodeURIComponent(ownRecipe).length);
    await page.goto(`${address()}${search}`);
    // A reload of what was run in this tab is not asked about.
    await page.waitForFunction(
      'record.events.some(({ type, detail }) => type === "tenet-evaluation" && detail.cell === "own")',
    );
    expect(await page.locator("tenet-cell .cm-content").textContent()).toContain('name: "mine"');
    await page.locator("tenet-cell button", { hasText: "Back to the RNN" }).click();
    await page.waitForFunction('!location.search.includes("recipe=")');
  });

  test("of the memory, a network soon knows the word that follows a name, and the place moves by keyboard and pointer", async () => {
    const page = await pageAt(
      "tenet-memory",
      "hidden-size=16&first=lstm&second=gru&third=none&place=101&learning-rate=0.03&autoplay=false",
    );
    const names = await tabThrough(page, async (name) => {
      if (name === "place") await page.keyboard.press("ArrowLeft");
      if (name === "Train") await page.keyboard.press("Enter");
    });
    expect(names).toEqual([
      ...["first", "second", "third", "place", "text", "passage", "Train", "Step", "Restart"],
      "More to change: what is asked about, learning rate, units, speed, seed …",
    ]);
    // The 100th character is the h of "Ada has": after three letters of a name and a space, there is no other.
    await page.waitForFunction(
      'location.search.includes("place=100") && record.events.some(({ detail }) => detail.place === 100 && detail.lanes.every(({ character, probability }) => character === "h" && probability > 0.9))',
    );
    await page.evaluate(() => (document.querySelector("tenet-memory") as TenetMemory).pause());
    expect(await page.locator("tenet-memory .passages figcaption").textContent()).toMatch(
      /^After \d+ steps, the farthest letter on which this one hangs is: /,
    );
    const letters = page.locator("tenet-memory .lane").first().locator(".passage span");
    await letters.nth(53).hover();
    await page.waitForFunction("record.events.some(({ detail }) => detail.place === 53)");
    await letters.nth(52).click();
    await page.waitForFunction('location.search.includes("place=52")');
    await page.reload();
    await page.waitForFunction(
      'record.events.some(({ detail }) => detail.place === 52) && document.querySelector("tenet-memory").place === 52',
    );
  });

  test("of the gate, the sliders move the figure at once, and periods move as the network learns; a battery is spared", async () => {
    const page = await browser().playwright.newPage();
    page.setDefaultTimeout(answerLimit);
    await page.addInitScript(
      "navigator.getBattery = async () => Object.assign(new EventTarget(), { charging: false, level: 0.42 })",
    );
    await page.goto(
      `${address()}?elements=tenet-gate&hidden-size=8&other=none&learning-rate=0.05&autoplay=false`,
    );
    const gate = page.locator("tenet-gate figcaption").first();
    await page.waitForFunction(
      'document.querySelector("tenet-gate").shadowRoot.querySelector("figcaption").textContent !== ""',
    );
    expect(await gate.textContent()).toMatch(/^The unit with τ = 20 ms is open for/);
    const names = await tabThrough(page, async (name) => {
      if (name === "period" || name === "sample-time") await page.keyboard.press("ArrowRight");
      if (name === "Train") await page.keyboard.press("Enter");
    });
    expect(names).toEqual([
      ...["period", "open-ratio", "shift", "leak", "samples", "sampling"],
      ...["sample", "sample-time", "Train", "Step", "Restart"],
      ...["Spare it: 10 steps a second", "cell", "other"],
      "More to change: waves, learning rate, units, speed, seed …",
    ]);
    await page.waitForFunction("location.search.includes('period=2') && location.search.includes('moved=1')");
    expect(await gate.textContent()).not.toMatch(/^The unit with τ = 20 ms/);
    await page.waitForFunction(
      "record.events.some(({ detail }, _, all) => detail.periods?.some((period, unit) => Math.abs(Math.log(period / all.find(({ detail }) => detail.periods).detail.periods[unit])) > 0.1))",
    );
    const notice = page.locator("tenet-gate .battery");
    expect(await notice.textContent()).toContain("runs on its battery (42 %)");
    await notice.getByRole("button").click();
    await page.waitForFunction("location.search.includes('speed=10')");
    expect(await notice.textContent()).toContain("at most 10 steps a second");
  });

  test("the device checks WASM, measures it, and writes both down as Markdown", async () => {
    const page = await pageAt("tenet-device", "among=wasm&sizes=64&seconds=1");
    await page.waitForFunction(
      'record.events.filter(({ type, detail }) => type === "tenet-checked" && detail.worst < 1e-5).length === 2',
    );
    // What one sees without asking.
    await page.waitForFunction('record.events.filter(({ type }) => type === "tenet-measured").length === 2');
    const markdown = page.locator("tenet-device textarea");
    await page.locator("tenet-device button.main", { hasText: "Measure" }).click();
    await page.waitForFunction('record.events.filter(({ type }) => type === "tenet-measured").length === 4');
    await page.locator("tenet-device button.main", { hasText: "Measure" }).waitFor();
    await page.waitForFunction(
      '/\\| WASM, 2 threads \\| .* \\| [\\d.e-]+ \\| [\\d,.]+ \\|/.test(document.querySelector("tenet-device").shadowRoot.querySelector("textarea").value)',
    );
    expect(await markdown.inputValue()).toMatch(/^Characters a second in training: an LSTM/);
    await page.evaluate(() => (document.querySelector("tenet-device") as TenetDevice).measure());
    await page.locator("tenet-device button.main", { hasText: "Stop" }).click();
    expect(await page.locator("tenet-device .buttons .steps").first().textContent()).toBe("Stopped.");
  });
});
