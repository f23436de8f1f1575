import { readdirSync } from "node:fs";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { eventFilesIn } from "../tensorboard/event-file-names.ts";

/** The files of a run in `directory`. */
export function runFilesIn(directory: string): string[] {
  const names = new Set(readdirSync(directory));
  return [...Object.values(runFiles).filter((name) => names.has(name)), ...eventFilesIn(directory)];
}

/** Whether `name` is that of an incomplete file of a run, which a killed process left behind. */
export function isLeftOver(name: string): boolean {
  return leftOver.test(name) || probe.test(name);
}

/** The names that `writeAtomically`, `lockDirectory` and `ensureWritable` give to their temporary files. */
const leftOver = /^\.(run|lock|metrics|checkpoint|weights|best|curves)\.[a-z]+\.[-0-9a-f]{36}\.tmp$/;
const probe = /^\.tenet-[-0-9a-f]{36}\.tmp$/;
