import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of Chromium or Chrome: the one that TENET_CHROMIUM names, else the first on the PATH; undefined where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { TENET_CHROMIUM, PATH = "" } = environment;
  if (TENET_CHROMIUM) return TENET_CHROMIUM;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return browserPrograms.flatMap((program) => folders.map((folder) => join(folder, program))).find(isProgram);
}

/** The program names of Chromium and Chrome. */
export const browserPrograms = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Whether this process may execute the file at `path`. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
