import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically } from "@tenetjs/checkpoints/node";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Redis } from "ioredis";
import type { SweptText } from "../file/read-sweep.ts";
import { keptSeconds, textKey } from "./keys.ts";

/** Redis takes up to 512 MiB in a value. More than this is for a file system that all machines share. */
const mostBytes = 256 * 1024 ** 2;

/** Sends the texts that the server lacks. @throws {TenetError} `TOO_LARGE` for a text of more than 256 MiB. */
export async function sendTexts(redis: Redis, texts: readonly SweptText[]): Promise<void> {
  for (const { name, sha256, bytes } of texts) {
    if (bytes.length > mostBytes)
      throw new TenetError(
        "TOO_LARGE",
        problem("queue", `${name} to have at most 256 MiB`, phrase(`${bytes.length} bytes`)),
      );
    if ((await redis.expire(textKey(sha256), keptSeconds)) === 1) continue;
    await redis.set(textKey(sha256), Buffer.from(bytes), "EX", keptSeconds);
  }
}

/**
 * The paths of texts in the directory `cache`, which keeps those that were there before.
 *
 * @throws {TenetError} `SOURCE_MISSING` when the server lacks one, or has other bytes under its checksum.
 */
export async function receiveTexts(redis: Redis, sums: readonly string[], cache: string): Promise<string[]> {
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const paths: string[] = [];
  for (const sha256 of sums) {
    const path = join(cache, `${sha256}.txt`);
    paths.push(path);
    if (existsSync(path)) continue;
    const bytes = await redis.getBuffer(textKey(sha256));
    if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== sha256) {
      const got = phrase(bytes === null ? "none" : "other bytes");
      const next = "Start the sweep again: it sends what is missing.";
      throw new TenetError("SOURCE_MISSING", problem("queue", `the text ${sha256} on the server`, got, next));
    }
    await writeAtomically(path, bytes, { mode: 0o600 });
  }
  return paths;
}
