import { phrase, problem } from "@tenetjs/core/internals";
import type { Browser, BrowserType, Page } from "playwright-core";
import type { Results } from "../results/results.ts";
import type { BenchEvent } from "../run/bench.ts";
import { nodeEnvironment } from "../run/node/environment.ts";
import { findBrowser } from "./find-browser.ts";
import { type Asked, queryOf } from "./selection-query.ts";
import { servePage } from "./serve-page.ts";
import type { Told } from "./told.ts";

export type BrowserBenchOptions = Asked & {
  /** Ends the run: what there is by then is in the last event's results. */
  readonly signal?: AbortSignal;
  /** Where the page was built to. Default: where the package has it. */
  readonly directory?: string;
};

/**
 * As `bench`, in the page of the benchmarks, which a Chromium or Chrome without a window runs: the one that TENET_CHROMIUM names, or else
 * the first on the PATH, or else the Chrome that is installed. To `break` closes it.
 *
 * @throws {Error} when there is no such browser, or no `playwright-core`, or when the page breaks.
 * @throws {RangeError} when a pattern stands for no case, or no subject.
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

/** What a page cannot know of the machine that it is on, and this process, which is on the same, can. */
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
    const next = "Run `npm install playwright-core`; or measure by hand, in a page of `tenet bench --serve`.";
    throw new Error(problem("benchInBrowser", "the npm package playwright-core", phrase("none"), next));
  }
}

async function launch(chromium: BrowserType): Promise<Browser> {
  const path = findBrowser();
  try {
    return await chromium.launch({
      ...(path === undefined ? { channel: "chrome" } : { executablePath: path }),
      // On Linux it has WebGPU, and without a window a card, only when it is told so. Where there is no card it then plays one itself.
      args: ["--enable-unsafe-webgpu", "--enable-features=Vulkan"],
      // Ctrl-C is for the caller to decide on: the page still gives what there is.
      handleSIGINT: false,
      handleSIGTERM: false,
    });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    const next = "Install one, or name it in TENET_CHROMIUM.";
    throw new Error(
      problem("benchInBrowser", `${path ?? "Chromium or Chrome"} to start`, phrase(`${reason}`), next),
    );
  }
}

/** Opens the page, and gives what it tells until the run's end. An abort is a click on its button. */
async function* eventsOf(
  page: Page,
  address: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<BenchEvent> {
  const stop = () => page.click("#stop").catch(() => {});
  const told = new ReadableStream<BenchEvent>({
    async start(controller) {
      page.on("crash", () => controller.error(new Error("the page crashed; its machine may lack memory")));
      page.on("close", () => controller.error(new Error("the page was closed")));
      page.on("pageerror", (error) => controller.error(error));
      await page.exposeFunction("tellBench", (event: Told) => {
        if (event.kind === "refused") return controller.error(new RangeError(event.reason));
        controller.enqueue(event);
        if (event.kind === "end") controller.close();
      });
      await page.addInitScript(() => {
        addEventListener("bench", (event) =>
          (globalThis as unknown as { tellBench(told: Told): void }).tellBench(
            (event as CustomEvent<Told>).detail,
          ),
        );
      });
      await page.goto(address);
    },
  });
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) void stop();
  try {
    yield* told;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
