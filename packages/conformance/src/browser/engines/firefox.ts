import { answerLimit } from "@tenetjs/testing/limits";
import type { Engine } from "./engine.ts";

/** Firefox through puppeteer-core, over WebDriver BiDi. */
export const firefox: Engine = {
  name: "Firefox",
  programs: [{ names: ["firefox-esr", "firefox"], variable: "TENET_FIREFOX", debian: "firefox-esr" }],
  features: { sharesMemory: true, simd: ["simd128", "relaxed-simd"], webgpu: false },
  async launch([path = ""]) {
    const { launch } = await import("puppeteer-core");
    const browser = await launch({
      browser: "firefox",
      protocol: "webDriverBiDi",
      executablePath: path,
      timeout: answerLimit,
      protocolTimeout: answerLimit,
    });
    return {
      // The protocol calls it "firefox/153.7.0".
      version: `Firefox ${(await browser.version()).split("/").at(-1)}`,
      async open(address) {
        const page = await browser.newPage();
        page.setDefaultTimeout(answerLimit);
        const errors: string[] = [];
        page.on("pageerror", (error) => {
          errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        });
        page.on("console", (message) => {
          if (message.type() === "error") errors.push(message.text());
        });
        await page.goto(address);
        return {
          evaluate: async (expression) => String(await page.evaluate(expression)),
          errors: async () => errors,
          workers: () => page.workers().length,
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },
};
