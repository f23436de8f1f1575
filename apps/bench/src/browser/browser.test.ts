import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { collect } from "@tenetjs/core";
import { answerLimit } from "@tenetjs/testing/limits";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readResults } from "../results/read-results.ts";
import type { Results } from "../results/results.ts";
import type { BenchEvent } from "../run/bench.ts";
import { type BrowserBenchOptions, benchInBrowser } from "./bench-in-browser.ts";
import { findBrowser } from "./find-browser.ts";
import type { FileServer } from "./serve-files.ts";
import { servePage } from "./serve-page.ts";

const path = findBrowser();
const isRequired = process.env.TENET_REQUIRE_BROWSER === "1";
const skipped = path === undefined && !isRequired ? " (skipped: there is no Chromium on the PATH)" : "";

describe.skipIf(skipped !== "")(`in Chromium${skipped}`, () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "tenet-page-"));
    const script = join(import.meta.dirname, "../../scripts/build-page.ts");
    await promisify(execFile)(process.execPath, ["--disable-warning=ExperimentalWarning", script, directory]);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const run = (options: Partial<BrowserBenchOptions>) =>
    benchInBrowser({ mode: "quick", directory, ...options });

  test("a headless run gives results of the same form as a run in Node", async () => {
    const events = await collect(
      run({
        cases: ["*/palindrome-10"],
        subjects: ["tenet-wasm-1", "tfjs-layers-wasm", "pytorch-1"],
      }),
    );
    const results = resultsOf(events);
    expect(readResults(JSON.stringify(results), "results.json")).toEqual(results);
    expect(results).toMatchObject({ host: "browser", mode: "quick" });
    expect(results.environment).toMatchObject({
      processor: cpus()[0]?.model.trim(),
      runtime: expect.stringMatching(/^(Chromium|.*Chrome) \d+\..*, headless$/),
      crossOriginIsolated: true,
      versions: { "@tensorflow/tfjs": "4.22.0" },
    });
    expect(results.machine?.peak).toEqual({
      "1 relaxed": expect.any(Number),
      "1 strict": expect.any(Number),
    });
    const agrees = { status: "measured", check: { status: "agrees" } };
    const found = results.cases.map(({ id, subjects }) => [id, ...subjects]);
    expect(found).toMatchObject([
      ["train/palindrome-10", agrees, agrees, { status: "skipped", reason: "it does not run in pages" }],
    ]);
    expect(events.filter(({ kind }) => kind === "step").length).toBeGreaterThan(10);
  });

  test("an abort ends a run with the results so far", async () => {
    const controller = new AbortController();
    const events: BenchEvent[] = [];
    const stoppable = run({
      cases: ["train/palindrome-1000"],
      subjects: ["tenet-wasm-1"],
      signal: controller.signal,
    });
    for await (const event of stoppable) {
      events.push(event);
      controller.abort();
    }
    expect(resultsOf(events).cases[0]?.subjects[0]).toMatchObject({ status: "skipped" });
  });

  test("a pattern without a match is refused", async () => {
    await expect(collect(run({ subjects: ["pytroch-*"] }))).rejects.toThrow(
      "bench: expected the name or pattern of a subject, got pytroch-*.",
    );
  });

  describe("by hand", () => {
    let server: FileServer;
    let browser: Browser;
    let page: Page;
    const errors: string[] = [];
    const hosts = new Set<string>();
    beforeAll(async () => {
      server = await servePage({ directory });
      browser = await chromium.launch({ executablePath: path ?? "", timeout: answerLimit });
      const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
      page = await context.newPage();
      page.setDefaultTimeout(answerLimit);
      page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("request", (request) => hosts.add(new URL(request.url()).host));
      const broken = { contentType: "text/javascript", body: 'throw new Error("it is broken");' };
      await page.route("**/ort.wasm.min.mjs", (route) => route.fulfill(broken));
      await page.goto(server.address);
      await page.waitForSelector("#start:enabled");
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
    });

    const ticked = (list: string) =>
      page.$$eval(`#${list} :checked`, (boxes) => boxes.map((box) => (box as HTMLInputElement).value));

    test("the modes check what they measure, and what cannot be measured cannot be checked", async () => {
      expect(await ticked("cases")).toContain("train/text-2x128");
      expect(await ticked("subjects")).not.toContain("pytorch-1");
      const quick = (await ticked("subjects")).length;
      await page.check("text=Full");
      expect((await ticked("subjects")).length).toBeGreaterThan(quick);
      expect(await ticked("cases")).not.toContain("memory/text-2x128");
      expect(await page.isDisabled("[value=pytorch-1]")).toBe(true);
      expect(await page.textContent("li:has([value=pytorch-1]) small")).toBe("it does not run in pages");
      await page.check("text=Quick");
    });

    test("a run does not start before something is checked", async () => {
      await page.fill("#subjects [type=search]", "nobody");
      await page.click("#start");
      expect(await page.textContent("#problem")).toBe("Select at least one case and one subject.");
    });

    test("a run can be started with the keyboard, and its results can be read, copied and downloaded", async () => {
      await page.fill("#cases [type=search]", "generate/text-*-batch-1");
      await page.fill("#subjects [type=search]", "tenet-wasm-1 tfjs-layers-wasm onnxruntime-web-1");
      expect(await ticked("cases")).toEqual(["generate/text-2x128-batch-1"]);
      await page.keyboard.press("Enter");
      await page.waitForSelector("#stop:enabled");
      expect(await page.isVisible("#problem")).toBe(false);
      await page.waitForSelector("#results:visible");

      await page.click("#copy");
      await page.waitForSelector("text=Copied.");
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(await downloaded(page, "#download")).toBe(copied);
      const results = readResults(copied, "results.json");
      expect(results.cases[0]?.subjects).toMatchObject([
        { id: "tenet-wasm-1", status: "measured", check: { status: "agrees" } },
        { id: "tfjs-layers-wasm", status: "measured", check: { status: "agrees" } },
        { id: "onnxruntime-web-1", status: "failed", reason: "it is broken" },
      ]);

      expect(await page.textContent("#log")).toContain("Generate one text, 2x128: Tenet, wasm, 1 thread");
      expect(await page.locator("#report figure svg").count()).toBeGreaterThan(0);
      expect(await page.locator("#report").getByText("Not measured").count()).toBe(1);
      expect(await downloaded(page, "#download-report")).toMatch(/^<!doctype html>.*ONNX Runtime/s);
    });

    test("the page reported no errors and made requests to no other server", () => {
      expect(errors).toEqual([]);
      expect([...hosts].filter((host) => host !== "")).toEqual([new URL(server.address).host]);
    });
  });
});

function resultsOf(events: readonly BenchEvent[]): Results {
  const last = events.at(-1);
  if (last?.kind !== "end") throw new Error("the run did not end");
  return last.results;
}

/** The text of the file that a click on a button downloads. */
async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return readFile(await download.path(), "utf8");
}
