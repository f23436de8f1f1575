import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { testLimit } from "@tenetjs/testing/limits";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder for the run: see testing/provide-shared.ts. */
    shared: string;
  }
}

/**
 * What `make` returns, which is plain data. The first test file of a run that asks for the name makes it; all others wait for it and read it.
 *
 * @throws {Error} what `make` throws, in each file that asks.
 */
export async function onceARun<Value>(name: string, make: () => Value | Promise<Value>): Promise<Value> {
  // Programs that draw pictures of pages import the engines without vitest.
  const { inject, vi } = await import("vitest");
  const path = join(inject("shared"), createHash("sha256").update(name).digest("hex"));
  const failure = `${path}.failed`;
  if (await takes(`${path}.taken`)) {
    try {
      const value = await make();
      await writeFile(`${path}.part`, serialize(value));
      await rename(`${path}.part`, path);
      return value;
    } catch (error) {
      await writeFile(failure, String(error));
      throw error;
    }
  }
  await vi.waitUntil(() => existsSync(path) || existsSync(failure), { timeout: testLimit, interval: 100 });
  if (existsSync(failure)) throw new Error(await readFile(failure, "utf8"));
  return deserialize(await readFile(path)) as Value;
}

/** Whether the caller is the first to make the file. */
async function takes(path: string): Promise<boolean> {
  try {
    await (await open(path, "wx")).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
