import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Checkpoint } from "@tenetjs/checkpoints";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { readRun } from "./read-run.ts";
import type { TextRun } from "./text-run.ts";
import { weightsFile } from "./weights-file.ts";

/** Weights for another run to start from. */
export type StartingWeights = {
  readonly run: TextRun;
  readonly tensors: Checkpoint["tensors"];
  readonly origin: NonNullable<TextRun["initFrom"]>;
};

/**
 * The weights of the run on text at `path`, a directory (the best where it kept them, else the last) or one of its files.
 *
 * @throws {TenetError} `NO_RUN` when there is none, or one that is not on text.
 */
export async function readWeights(path: string): Promise<StartingWeights> {
  const file = weightsFile(path);
  const { run, tensors } = await readRun(file);
  if (run.task === "palindrome")
    throw new TenetError(
      "NO_RUN",
      problem("--init-from", "a run on text", phrase(`one on palindromes at ${path}`)),
    );
  const sha256 = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  return { run, tensors, origin: { path: resolve(file), sha256 } };
}
