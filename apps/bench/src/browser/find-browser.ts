import { findProgram } from "./find-program.ts";

/** The path of Chromium or Chrome: the one that TENET_CHROMIUM names, else the first on the PATH; undefined where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environment.TENET_CHROMIUM || findProgram(browserPrograms, environment);
}

/** The program names of Chromium and Chrome. */
export const browserPrograms = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
