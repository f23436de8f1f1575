import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { testLimit } from "@tenetjs/testing/limits";
import { inject, vi } from "vitest";
import { bundle, type Site } from "./bundle.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder for the run. */
    bundles: string;
  }
}

/**
 * The same as `bundle`, for tests: the first file of a run that asks for a page bundles it, and all other files of the run read what it made.
 */
export async function sharedBundle(root?: string): Promise<Site> {
  const name = createHash("sha256").update(String(root)).digest("hex");
  const path = join(inject("bundles"), name);
  const failure = `${path}.failed`;
  if (await takes(`${path}.taken`)) {
    try {
      const site = await bundle(root);
      await writeFile(`${path}.part`, serialize(site));
      await rename(`${path}.part`, path);
      return site;
    } catch (error) {
      await writeFile(failure, String(error));
      throw error;
    }
  }
  await vi.waitUntil(() => existsSync(path) || existsSync(failure), { timeout: testLimit, interval: 100 });
  if (existsSync(failure)) throw new Error(await readFile(failure, "utf8"));
  return deserialize(await readFile(path)) as Site;
}

/** Whether the caller is the first to ask for the file, which then exists. */
async function takes(path: string): Promise<boolean> {
  try {
    await (await open(path, "wx")).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
