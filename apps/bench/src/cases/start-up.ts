import { type Case, usualReference } from "./case.ts";
import { textNetwork } from "./networks.ts";
import type { NetworkTask } from "./task.ts";
import { wordsSubjects, wordsTask } from "./train.ts";

const task: NetworkTask = { kind: "train", network: textNetwork, batch: 64, time: 30 };

/** Cold start and memory: the time until a library has trained its first step, and its peak memory. */
export const startUpCases: readonly Case[] = [
  {
    id: "load/text-2x128",
    title: "Cold start until the first training step, 2x128",
    task,
    measure: "load",
    reference: usualReference,
    quick: true,
  },
  {
    id: "memory/text-2x128",
    title: "Peak memory while training, 2x128",
    task,
    measure: "memory",
    reference: usualReference,
  },
  {
    id: "memory/words-2x128",
    title: "Peak memory while training on 20 000 words, 2x128",
    task: wordsTask,
    measure: "memory",
    reference: "tenet-wasm-1",
    subjects: wordsSubjects,
  },
];
