import { browserPrograms } from "@tenetjs/bench/internals";
import { answerLimit } from "@tenetjs/testing/limits";
import type { Page, Browser as PlaywrightBrowser } from "playwright-core";
import type { Browser, Engine, Tab } from "./engine.ts";

/** A running Chromium. */
export type ChromiumBrowser = Browser<ChromiumTab> & { readonly playwright: PlaywrightBrowser };

/** A page in Chromium. `page` is for tests that press keys, or emulate a phone or a dark page. */
export type ChromiumTab = Tab & { readonly page: Page };

/** Chromium or Chrome through playwright-core, with WebGPU on the software adapter SwiftShader. */
export const chromium = {
  name: "Chromium",
  programs: [{ names: browserPrograms, variable: "TENET_CHROMIUM", debian: "chromium" }],
  features: { sharesMemory: true, simd: ["simd128", "relaxed-simd"], webgpu: true },
  async launch([path = ""]): Promise<ChromiumBrowser> {
    const { chromium } = await import("playwright-core");
    const browser = await chromium.launch({
      executablePath: path,
      timeout: answerLimit,
      args: [
        "--enable-unsafe-webgpu",
        "--use-webgpu-adapter=swiftshader",
        // Spares SwiftShader most of its compiling, as the backend has it in Node.
        "--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension",
        "--no-sandbox",
      ],
    });
    return {
      playwright: browser,
      version: `Chromium ${browser.version()}`,
      async open(address) {
        const page = await browser.newPage();
        page.setDefaultTimeout(answerLimit);
        const errors: string[] = [];
        page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
        page.on("console", (message) => {
          if (message.type() === "error") errors.push(message.text());
        });
        await page.goto(address);
        return {
          page,
          evaluate: (expression) => page.evaluate<string>(expression),
          errors: async () => errors,
          workers: () => page.workers().length,
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },
} as const satisfies Engine<ChromiumBrowser>;
