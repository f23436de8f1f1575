/// <reference path="./selenium-remote.d.ts" />
import { answerLimit } from "@tenetjs/testing/limits";
import type { WebDriver } from "selenium-webdriver";
import type { Engine, Tab } from "./engine.ts";
import { startScreen } from "./start-screen.ts";

/**
 * WebKitGTK's MiniBrowser through selenium-webdriver and WebKitWebDriver. It has no headless mode, so it draws on a virtual screen. Its
 * protocol reports neither console messages nor workers, so the page records its errors itself.
 */
export const webkit: Engine = {
  name: "WebKit",
  programs: [
    { names: ["WebKitWebDriver"], debian: "webkit2gtk-driver" },
    { names: ["Xvfb"], debian: "xvfb" },
  ],
  features: { sharesMemory: false, simd: ["simd128"], webgpu: false },
  async launch([driverPath = "", screenPath = ""]) {
    const { Builder } = await import("selenium-webdriver");
    const { DriverService } = await import("selenium-webdriver/remote/index.js");
    const screen = await startScreen(screenPath);
    const service = new DriverService.Builder(driverPath)
      .setLoopback(true)
      .setEnvironment({
        ...(process.env as Record<string, string>),
        DISPLAY: screen.display,
        // Its sandbox needs namespaces, which containers often lack.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      })
      .build();
    const stop = async () => {
      await service.kill();
      screen.close();
    };
    try {
      const driver = await new Builder()
        .usingServer(await service.start(answerLimit))
        .withCapabilities({ browserName: "MiniBrowser" })
        .build();
      await driver.manage().setTimeouts({ script: answerLimit, pageLoad: answerLimit });
      const capabilities = await driver.getCapabilities();
      const home = await driver.getWindowHandle();
      return {
        version: `WebKitGTK ${capabilities.getBrowserVersion()}`,
        open: (address) => openTab(driver, home, address),
        async close() {
          await driver.quit();
          await stop();
        },
      };
    } catch (error) {
      await stop();
      throw error;
    }
  },
};

/**
 * Opens a window beside `home`, which stays open: the driver opens no window while its current one is closed. A tab would be hidden, and
 * its timers slow.
 */
async function openTab(driver: WebDriver, home: string, address: string): Promise<Tab> {
  await driver.switchTo().window(home);
  await driver.switchTo().newWindow("window");
  const handle = await driver.getWindowHandle();
  await driver.get(address);
  // In a new window, the driver may take the end of loading the empty page for that of this one.
  const isLoaded = "return location.href === arguments[0] && document.readyState === 'complete'";
  await driver.wait(() => driver.executeScript<boolean>(isLoaded, address), answerLimit);
  const evaluate = async (expression: string) => {
    await driver.switchTo().window(handle);
    const { value, failure } = await driver.executeAsyncScript<{ value?: string; failure?: string }>(
      `const done = arguments[0];
      Promise.resolve().then(() => ${expression}).then((value) => done({ value }), (error) => done({ failure: String(error) }));`,
    );
    if (value === undefined) throw new Error(failure);
    return value;
  };
  return {
    evaluate,
    errors: async () => JSON.parse(await evaluate("JSON.stringify(recordedErrors)")) as string[],
    workers: () => undefined,
    async close() {
      await driver.switchTo().window(handle);
      await driver.close();
    },
  };
}
