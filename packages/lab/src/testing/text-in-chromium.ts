import { crossOriginIsolation } from "@tenetjs/bench/internals";
import { type ChromiumBrowser, type ChromiumTab, longestTask } from "@tenetjs/conformance/engines";
import { sampleText } from "@tenetjs/datasets";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { decodeRun } from "../text/run-file.ts";
import type { OpenLab, Running } from "./describe-lab.ts";
import { faultsOfLook } from "./faults-of-look.ts";
import { tabThrough } from "./tab-through.ts";
import { smallText } from "./test-text.ts";

/** Nothing may be fetched, scripts come from the page's own site, and WebAssembly may be compiled. */
const policy = {
  ...crossOriginIsolation,
  "content-security-policy":
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'none'",
};

/** Defines the tests of `<tenet-text>` that need Chromium: requests, files, the length of tasks, its look and the keyboard. */
export function textInChromium(
  open: OpenLab<ChromiumTab>,
  { browser, serve }: Running<ChromiumBrowser>,
): void {
  const pageAt = async (query: string): Promise<Page> => {
    const { page } = await open(query);
    await hasBegun(page);
    return page;
  };

  test("makes no request after loading, where the policy of the page forbids them too", async () => {
    const server = await serve(policy);
    const tab = await browser().open(`${server.address}?${smallText}`);
    const { page } = tab;
    await hasBegun(page);
    const requests: string[] = [];
    page.context().on("request", (request) => requests.push(request.url()));
    await page.locator("#file").setInputFiles(textFile("book.txt", sampleText.repeat(2)));
    // The policy refuses scripts from texts, and with them what Playwright calls a function.
    await page.locator("tenet-text .source strong", { hasText: "book" }).waitFor();
    await page.locator("tenet-text .samples li", { hasText: "step 8" }).waitFor();
    await page.getByRole("button", { name: "Another passage" }).click();
    await page.getByRole("button", { name: "Train it elsewhere" }).click();
    await page.getByText("tenet train text book.txt").waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the network" }).click();
    expect((await saved).suggestedFilename()).toBe("book.safetensors");
    // The bytes of the download are in the page; the browser gives them a name that starts with blob:.
    expect(requests.filter((url) => !url.startsWith("blob:"))).toEqual([]);
    expect(await tab.errors()).toEqual([]);
    await tab.close();
    server.close();
  });

  test("a file that comes before the network has begun is read as soon as it has", async () => {
    const { page } = await open(`${smallText}&autoplay=false`);
    await page.locator("#file").setInputFiles(textFile("early.txt", sampleText));
    await page.locator("tenet-text .source strong", { hasText: "early" }).waitFor();
  });

  test("trains on WebGPU if it is chosen", async () => {
    // The network that was trained before would have shaders of its own, which a software adapter takes seconds to compile.
    const page = await pageAt(
      "elements=tenet-text&hidden-size=16&window=16&batch=8&author=own&backend=webgpu",
    );
    await page.locator("tenet-text .samples li", { hasText: "step 2" }).waitFor();
    expect(await page.locator("tenet-text .backend").textContent()).toMatch(/^WebGPU on .*software adapter/);
  });

  test("a bad file gets a message where it was dropped, and leaves the network alone; a saved one comes back; nothing is wrong with the look", async () => {
    const page = await pageAt(`${smallText}&steps=20`);
    await page.waitForFunction(
      "record.events.findLast(({ type }) => type === 'tenet-playing')?.detail.playing === false",
    );
    const sentence = page.locator("tenet-text .loss figcaption");
    const before = await sentence.textContent();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the network" }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    expect(decodeRun(bytes, "saved").checkpoint.metadata.step).toBe("20");

    for (const [file, message] of [
      [textFile("empty.txt", ""), /empty\.txt: expected at least 1,000 characters/],
      [textFile("damaged.zip", "no archive"), /zip archive/],
      [textFile("damaged.safetensors", "no weights"), /damaged\.safetensors/],
      [{ ...textFile("cut.safetensors", ""), buffer: bytes.subarray(0, 5000) }, /cut\.safetensors/],
    ] as const) {
      await page.locator("#file").setInputFiles(file);
      await page.locator("tenet-text .source .failure", { hasText: message }).waitFor();
    }
    expect(await sentence.textContent()).toBe(before);
    await page.getByRole("button", { name: "Train it elsewhere" }).click();
    await page.getByText("tenet train text").waitFor();
    await page.getByRole("button", { name: "Stop writing" }).click();
    await openDetails(page);
    expect(await faultsOfLook(page)).toEqual([]);

    await page
      .locator("#file")
      .setInputFiles({ ...textFile("the-lighthouse.safetensors", ""), buffer: bytes });
    await page.waitForFunction("record.events.filter(({ type }) => type === 'tenet-text').length === 2");
    expect(await page.locator("tenet-text .steps").textContent()).toBe("step 20");
    expect(await page.locator("tenet-text .source .failure").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Train", exact: true }).isEnabled()).toBe(true);
  });

  test("two texts are told apart by colour, in a passage of each and in what the network writes", async () => {
    const page = await pageAt(`${smallText}&steps=4`);
    const loud = textFile("loud.txt", sampleText.toUpperCase());
    await page.locator("#file").setInputFiles([textFile("book.txt", sampleText.repeat(2)), loud]);
    await page.locator("tenet-text .source strong", { hasText: "“book” and “loud”" }).waitFor();
    await page.locator(".colors figcaption", { hasText: "which the passage is from" }).waitFor();
    await page.locator(".loss figcaption", { hasText: /in “book” and [\d.]+ in “loud”/ }).waitFor();
    await page.locator(".box span span").first().waitFor();
    const legend = page.locator(".colors .legend span");
    expect(await legend.allTextContents()).toEqual(["“book”", "“loud”"]);
    expect(await faultsOfLook(page)).toEqual([]);
  });

  test("has no task of 50 ms while it trains and writes", async () => {
    const page = await pageAt("elements=tenet-text&hidden-size=64");
    const longest = await longestTask(browser().playwright, page, async () => {
      await page.waitForFunction(
        "record.events.findLast(({ type }) => type === 'tenet-evaluation').detail.step >= 32",
      );
    });
    expect(longest).toBeLessThan(50);
  });

  test("can be walked through and worked by keyboard; a chat is shown without its names, and a beginning that cannot be spelled is refused at its place", async () => {
    const page = await pageAt(`${smallText}&autoplay=false`);
    const seen = await tabThrough(page, async (name) => {
      if (name === "temperature") await page.keyboard.press("ArrowRight");
      if (name === "Stop writing" || name.startsWith("Show unit")) await page.keyboard.press("Enter");
    });
    const units = seen.filter((name) => name.startsWith("Show unit"));
    expect(units.length).toBeGreaterThan(3);
    expect(seen).toEqual([
      ...["Stop writing", "What the network writes", "temperature", "prompt", "Write on from this"],
      "Who writes, and how it is drawn: greedy, top-k, top-p",
      ...["Choose a file", "Add a second text", "Forget", "pseudonyms"],
      "Nothing that you drop here leaves this browser. How to check that",
      ...["Train", "Restart", "learning-rate", "steps"],
      ...["Another passage", "color", "unit", ...units],
      ...["Save the network", "Train it elsewhere", "More to change: cell, units, layers, window, seed …"],
    ]);
    await page.waitForFunction(
      "document.querySelector('tenet-text').color === 'unit' && location.search.includes('temperature=0.75')",
    );
    expect(await page.getByRole("button", { name: "Write", exact: true }).count()).toBe(1);

    const message = (index: number) =>
      `[05/03/2024, 14:${10 + (index % 50)}:00] ${index % 2 ? "Ann Lee" : "Bo"}: no message of importance\n`;
    const chat = Array.from({ length: 60 }, (_, index) => message(index)).join("");
    await page.locator("#file").setInputFiles(textFile("WhatsApp Chat with Ann Lee.txt", chat));
    await page.getByText("60 messages of 2 people.").waitFor();
    await page.locator(".passage", { hasText: "Person 1: no message" }).waitFor();
    expect(await page.locator(".passage").textContent()).not.toContain("Ann");
    expect(await page.getByRole("button", { name: "Add a second text" }).isDisabled()).toBe(true);
    await page.locator("#prompt").fill("Ωmega");
    await page.getByRole("button", { name: "Write on from this" }).click();
    await page.locator(".begin .failure", { hasText: "Ω" }).waitFor();
  });
}

function textFile(name: string, text: string) {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

/** Resolves when the network and a passage are there. */
async function hasBegun(page: Page): Promise<void> {
  await page.locator("tenet-text .passage span").first().waitFor();
}

async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelector("tenet-text")?.shadowRoot?.querySelectorAll("details") ?? [])
      details.open = true;
  });
}
