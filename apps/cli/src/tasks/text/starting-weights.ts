import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { readStoredWeights, type StoredWeights } from "../../run/stored-weights.ts";
import { isTextRun, type TextData, type TextRun } from "./text-run.ts";

/** Weights for another run to start from. */
export type StartingWeights = StoredWeights & {
  readonly run: TextRun;
  readonly origin: NonNullable<TextData["initialWeights"]>;
};

/**
 * The weights of the run on text at `path`: one of its files, or its directory, where the best weights go before the last.
 *
 * @throws {TenetError} `NO_RUN` when there is no run on text at `path`.
 */
export async function readStartingWeights(path: string): Promise<StartingWeights> {
  const stored = await readStoredWeights(path, null);
  const { run, source } = stored;
  if (!isTextRun(run)) {
    const got = phrase(`one of ${run.task} at ${path}`);
    throw new TenetError("NO_RUN", problem("--init-from", "a run on text", got));
  }
  const sha256 = createHash("sha256")
    .update(await readFile(source.file))
    .digest("hex");
  return { ...stored, run, origin: { path: resolve(source.file), sha256 } };
}
