import { browserPrograms, findBrowser, isProgram } from "@tenetjs/bench/internals";

/** The browser in which tests run, or why there is none. */
export type BrowserForTests =
  | { readonly available: true; readonly path: string }
  | { readonly available: false; readonly reason: string };

/**
 * The Chromium or Chrome in which tests run, for `describe.skipIf(!browser.available)`. It is the program that the environment variable
 * TENET_CHROMIUM names, or the first one on the PATH. With TENET_REQUIRE_BROWSER=1, no such test may be skipped.
 *
 * @throws {Error} if a browser is required and there is none.
 */
export function browserForTests(environment: NodeJS.ProcessEnv = process.env): BrowserForTests {
  const path = findBrowser(environment);
  if (path !== undefined && isProgram(path)) return { available: true, path };
  const reason =
    path === undefined
      ? `none of ${browserPrograms.join(", ")} is on the PATH. Install one, or name it in TENET_CHROMIUM`
      : `TENET_CHROMIUM is ${path}, which is not a program`;
  if (environment.TENET_REQUIRE_BROWSER === "1")
    throw new Error(`TENET_REQUIRE_BROWSER is 1, but ${reason}.`);
  return { available: false, reason };
}
