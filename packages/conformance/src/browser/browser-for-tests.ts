import { browserPrograms, findBrowser, isProgram } from "@tenetjs/bench/internals";

/** The browser that tests can run in here, or why there is none. */
export type BrowserForTests =
  | { readonly available: true; readonly path: string }
  | { readonly available: false; readonly reason: string };

/**
 * The Chromium or Chrome that tests can run in here: `describe.skipIf(!browser.available)`. It is the program that the environment
 * variable TENET_CHROMIUM names, or else the first one found on the PATH. With TENET_REQUIRE_BROWSER=1 no such test may be skipped.
 *
 * @throws {Error} when a browser is required and there is none.
 */
export function browserForTests(environment: NodeJS.ProcessEnv = process.env): BrowserForTests {
  const path = findBrowser(environment);
  if (path !== undefined && isProgram(path)) return { available: true, path };
  const reason =
    path === undefined
      ? `none of ${browserPrograms.join(", ")} is on the PATH. Install one, or name it in TENET_CHROMIUM`
      : `TENET_CHROMIUM is ${path}, which is no program`;
  if (environment.TENET_REQUIRE_BROWSER === "1")
    throw new Error(`TENET_REQUIRE_BROWSER is 1, but ${reason}.`);
  return { available: false, reason };
}
