import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

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
  const { TENET_CHROMIUM, TENET_REQUIRE_BROWSER, PATH = "" } = environment;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  const candidates = TENET_CHROMIUM
    ? [TENET_CHROMIUM]
    : programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  const path = candidates.find(isExecutable);
  if (path !== undefined) return { available: true, path };
  const reason = TENET_CHROMIUM
    ? `TENET_CHROMIUM is ${TENET_CHROMIUM}, which is no program`
    : `none of ${programs.join(", ")} is on the PATH. Install one, or name it in TENET_CHROMIUM`;
  if (TENET_REQUIRE_BROWSER === "1") throw new Error(`TENET_REQUIRE_BROWSER is 1, but ${reason}.`);
  return { available: false, reason };
}

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
