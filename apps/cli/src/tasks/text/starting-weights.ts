import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fitting, type RunDescription } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { strictObject } from "valibot";
import { checkOption } from "../../run/checked-run.ts";
import { readStoredWeights, type StoredTensors } from "../../run/stored-weights.ts";
import { languageOptions } from "./language-options.ts";
import { type TextData, textData } from "./text-data.ts";
import { networkNames, type TextNetwork } from "./text-run.ts";

/** Weights for another run to start from. */
export type StartingWeights = {
  readonly run: TextNetwork;
  readonly tensors: StoredTensors;
  readonly origin: NonNullable<TextData["initialWeights"]>;
};

/**
 * The weights of the run on text at `path`: one of its files, or its directory, where the best weights go before the last.
 *
 * @throws {TenetError} `NO_RUN` when there is no run on text at `path`; `BAD_RUN` when its description is damaged.
 */
export async function readStartingWeights(path: string): Promise<StartingWeights> {
  const { run, source, tensors } = await readStoredWeights(path, null);
  if (!isOnText(run)) {
    const got = phrase(`one of ${run.task} at ${path}`);
    throw new TenetError("NO_RUN", problem("--init-from", "a run on text", got));
  }
  const { file } = source;
  const { options } = run;
  for (const name of networkNames) checkOption(name, languageOptions[name], { options, file });
  const { data } = fitting(strictObject({ data: textData }), { data: run.data }, { name: "data", file });
  const sha256 = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  const { vocabulary } = run;
  return {
    run: { options: options as TextNetwork["options"], vocabulary, data },
    tensors,
    origin: { path: resolve(file), sha256 },
  };
}

function isOnText({ task, vocabulary }: RunDescription): boolean {
  return task !== null && vocabulary !== null;
}
