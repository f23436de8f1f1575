import { readFile, stat } from "node:fs/promises";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { fileError } from "./file-error.ts";

/**
 * The bytes of the file at `path`. Pipes are read to their end. A device is refused: one like /dev/zero never ends. `where` names the caller in errors, and `next` says what to do.
 *
 * @throws {TenetError} with the file and the code of the error of the file system; `NOT_A_FILE` for a device.
 */
export async function readBytes(where: string, path: string, next?: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isCharacterDevice() && !found.isBlockDevice()) return await readFile(path);
  } catch (error) {
    throw fileError(where, `to read ${path}`, error, next);
  }
  const got = phrase("a device, which may never end");
  throw new TenetError("NOT_A_FILE", problem(where, `a file at ${path}`, got, next));
}
