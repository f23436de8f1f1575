import { phrase, problem } from "@tenetjs/core/internals";
import type { Browser, BrowserType, Page } from "playwright-core";
import type { Results } from "../results/results.ts";
import type { BenchEvent } from "../run/bench.ts";
import { nodeEnvironment } from "../run/node/environment.ts";
import { findBrowser } from "./find-browser.ts";
import type { PageEvent } from "./page-event.ts";
import { type PageSelection, queryOf } from "./selection-query.ts";
import { servePage } from "./serve-page.ts";

export type BrowserBenchOptions = PageSelection & {
  /** Stops the run. The last event then has the results so far. */
  readonly signal?: AbortSignal;
  /** The directory of the built page. Defaults to the one in this package. */
  readonly directory?: string;
};

/**
 * The events of a run in the benchmark page, as `bench` yields them. The page runs in a headless Chromium or Chrome: the one that
 * `TENET_CHROMIUM` names, else the first on the PATH, else an installed Chrome. `break` closes the browser.
 *
 * @throws {Error} when there is no browser or no `playwright-core`, or when the page crashes.
 * @throws {RangeError} when a pattern matches no case or no subject.
 */
export async function* benchInBrowser({
  signal,
  directory,
  ...asked
}: BrowserBenchOptions): AsyncGenerator<BenchEvent, void, undefined> {
  const machine = thisMachine();
  const chromium = await playwrightChromium();
  const server = await servePage(directory === undefined ? {} : { directory });
  try {
    const browser = await launch(chromium);
    try {
      const page = await browser.newPage();
      for await (const event of eventsOf(page, `${server.address}${queryOf(asked)}&start`, signal)) {
        yield event.kind === "end" ? { ...event, results: withMachine(event.results, machine) } : event;
      }
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
  }
}

/** The facts about the machine that a page cannot read. This process runs on the same machine and can. */
function thisMachine() {
  const { processor, system, load } = nodeEnvironment();
  return { processor, system, ...(load === undefined ? {} : { load }) };
}

function withMachine(results: Results, machine: ReturnType<typeof thisMachine>): Results {
  return { ...results, environment: { ...results.environment, ...machine } };
}

async function playwrightChromium(): Promise<BrowserType> {
  try {
    return (await import("playwright-core")).chromium;
  } catch {
    const next = "Run `npm install playwright-core`, or open the page of `tenet bench --serve` yourself.";
    throw new Error(problem("benchInBrowser", "the npm package playwright-core", phrase("none"), next));
  }
}

async function launch(chromium: BrowserType): Promise<Browser> {
  const path = findBrowser();
  try {
    return await chromium.launch({
      ...(path === undefined ? { channel: "chrome" } : { executablePath: path }),
      // On Linux, headless Chromium needs these flags for WebGPU on a GPU. Without a GPU it uses its software adapter.
      args: ["--enable-unsafe-webgpu", "--enable-features=Vulkan"],
      // The caller handles Ctrl-C, so that the page can still return its results.
      handleSIGINT: false,
      handleSIGTERM: false,
    });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    const next = "Install one, or set TENET_CHROMIUM to its path.";
    throw new Error(
      problem("benchInBrowser", `${path ?? "Chromium or Chrome"} to start`, phrase(`${reason}`), next),
    );
  }
}

/** Opens the page and yields its events until the run ends. An abort clicks the page's Stop button. */
async function* eventsOf(
  page: Page,
  address: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<BenchEvent> {
  const stop = () => page.click("#stop").catch(() => {});
  const events = new ReadableStream<BenchEvent>({
    async start(controller) {
      page.on("crash", () =>
        controller.error(new Error("the page crashed; the machine may be out of memory")),
      );
      page.on("close", () => controller.error(new Error("the page was closed")));
      page.on("pageerror", (error) => controller.error(error));
      await page.exposeFunction("tellBench", (event: PageEvent) => {
        if (event.kind === "refused") return controller.error(new RangeError(event.reason));
        controller.enqueue(event);
        if (event.kind === "end") controller.close();
      });
      await page.addInitScript(() => {
        addEventListener("bench", (event) =>
          (globalThis as unknown as { tellBench(event: PageEvent): void }).tellBench(
            (event as CustomEvent<PageEvent>).detail,
          ),
        );
      });
      await page.goto(address);
    },
  });
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) void stop();
  try {
    yield* events;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
