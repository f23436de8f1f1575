import type { RunDescription } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import type { Task } from "./task.ts";

/** A task in the list, of which nothing else is loaded before it is used. */
export type TaskEntry = {
  /** The name, as in `tenet train NAME`. */
  readonly name: string;
  /** What the task does, for the help: "train on ...". */
  readonly description: string;
  /** Loads the rest. */
  load(): Promise<Task>;
};

/** All tasks of the command line, in the order of the help. */
export const taskEntries: readonly TaskEntry[] = [
  {
    name: "palindrome",
    description: "train on palindromes: read all digits but the last, and predict the last",
    load: async () => (await import("./palindrome.ts")).palindrome,
  },
  {
    name: "adding",
    description:
      "train on the adding problem: read numbers, two of them marked, and output the sum of the two",
    load: async () => (await import("./adding.ts")).adding,
  },
  {
    name: "copy",
    description: "train on the copy task: read symbols, wait for a signal, then repeat them in order",
    load: async () => (await import("./copy.ts")).copy,
  },
  {
    name: "parity",
    description: "train on parity: read bits, and say after each whether the ones so far are odd",
    load: async () => (await import("./parity.ts")).parity,
  },
  {
    name: "frequency",
    description: "train on sine waves: read samples of a wave, and tell whether its period is 5 to 6 ms",
    load: async () => (await import("./frequency.ts")).frequency,
  },
  {
    name: "series",
    description: "train on rows of numbers from a CSV file, such as a time series: predict the next ones",
    load: async () => (await import("./series/series.ts")).series,
  },
  {
    name: "text",
    description: "train a language model on one or more texts: predict the next character",
    load: async () => (await import("./text/text.ts")).text,
  },
  {
    name: "chat",
    description: "train a language model on a WhatsApp chat, exported from Android or iOS",
    load: async () => (await import("./text/chat.ts")).chat,
  },
];

/** All tasks, loaded. */
export function allTasks(): Promise<readonly Task[]> {
  return Promise.all(taskEntries.map(({ load }) => load()));
}

/** The task of `run`. @throws {TenetError} `NO_RUN` when no task has that name. */
export async function taskOf({ task }: Pick<RunDescription, "task">): Promise<Task> {
  const found = taskEntries.find(({ name }) => name === task);
  if (found !== undefined) return found.load();
  const names = taskEntries.map(({ name }) => name).join(", ");
  throw new TenetError("NO_RUN", problem("run", `a run of one of the tasks ${names}`, task));
}
