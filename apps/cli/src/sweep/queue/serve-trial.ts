import { rmSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory } from "@tenetjs/core/node";
import { settleEnding } from "../settle-ending.ts";
import type { TrialResult } from "../trial/trial.ts";
import type { TrialData } from "./job-data.ts";
import { type Answer, commit, save } from "./scripts.ts";
import type { Serving } from "./serving.ts";
import { receiveTexts } from "./texts.ts";
import { filesOf, receiveFiles } from "./trial-files.ts";

/** A trial that was claimed so often without a checkpoint in between ends its workers or fails on all of them, and that is a result. */
const mostTries = 20;

/** Trains a trial, from its last checkpoint if the server has one, and sends its result, its checkpoints and its other files. */
export async function serveTrial(data: TrialData, serving: Serving): Promise<Answer | "stopped"> {
  const { redis, claimed, directory: root, process, threads, tries, limit, log, isLost, signal } = serving;
  const { trial, spec, steps, saveEvery, backend } = data;
  if (tries > mostTries) return await commit(redis, claimed, { trial, result: crashed() });
  const directory = join(root, `${trial}-${claimed.token}`);
  const uploads = checkpointUploads(directory, serving, trial);
  try {
    const names = await receiveTexts(redis, spec.texts, join(cacheDirectory(), "texts"));
    const goesOn = await receiveFiles(redis, claimed.keys, { trial, directory });
    log(`${goesOn ? "goes on with" : "begins"} ${claimed.job}`);
    let [saved, deaths] = [0, 0];
    for (;;) {
      if (signal.aborted) return "stopped";
      const ending = await process.run(
        { kind: "trial", spec, steps, directory, names, saveEvery, backend, threads },
        (message) => {
          if (message.kind === "progress") return serving.observe(message);
          if (message.step > saved) [saved, deaths] = [message.step, 0];
          uploads.add(message.step);
        },
      );
      await uploads.settled();
      if (isLost()) return "late";
      const settled = settleEnding(ending, { saved, deaths });
      if (settled === "again") {
        deaths += 1;
        continue;
      }
      if (settled === "stopped") return settled;
      const answer = await commit(redis, claimed, {
        trial,
        result: settled,
        files: await filesOf(directory, limit),
      });
      log(`${answer === "ok" ? settled.outcome : `refused (${answer})`}: ${claimed.job}`);
      return answer;
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Sends the newest checkpoint. While one is on its way, those that come meanwhile are left out, except for the last. */
function checkpointUploads(directory: string, { redis, claimed, limit, log }: Serving, trial: string) {
  let next: number | undefined;
  let sending: Promise<void> | undefined;
  const send = async () => {
    while (next !== undefined) {
      const step = next;
      next = undefined;
      const files = await filesOf(directory, limit);
      if (files.length === 0)
        log(`the checkpoint of ${claimed.job} is larger than --return-limit, and stays here`);
      await save(redis, claimed, { trial, step, files });
    }
  };
  return {
    add: (step: number) => {
      next = step;
      sending ??= send()
        .catch((error: unknown) =>
          log(`the checkpoint of ${claimed.job} could not be sent: ${(error as Error).message}`),
        )
        .finally(() => {
          sending = undefined;
        });
    },
    settled: async () => {
      await sending;
    },
  };
}

function crashed(): TrialResult {
  const message = `${mostTries} tries in a row came to no checkpoint: its workers ended, or could not train it`;
  return { outcome: "crashed", step: 0, measures: {}, parameters: null, weights: null, message, seconds: 0 };
}
