import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The Chromium or Chrome that TENET_CHROMIUM names, or else the first one on the PATH; undefined where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { TENET_CHROMIUM, PATH = "" } = environment;
  if (TENET_CHROMIUM) return TENET_CHROMIUM;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return browserPrograms.flatMap((program) => folders.map((folder) => join(folder, program))).find(isProgram);
}

/** The names that Chromium and Chrome go by on the PATH. */
export const browserPrograms = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Whether a path is that of a file that this process may execute. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
