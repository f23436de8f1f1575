import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of the first of the named programs that is on the PATH, in the order of the names; undefined where there is none. */
export function findProgram(
  names: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { PATH = "" } = environment;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** Whether this process may execute the file at `path`. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
