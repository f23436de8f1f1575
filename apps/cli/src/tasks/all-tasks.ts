import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import type { Run } from "../run/run.ts";
import { adding } from "./adding.ts";
import { copy } from "./copy.ts";
import { frequency } from "./frequency.ts";
import { palindrome } from "./palindrome.ts";
import type { Task } from "./task.ts";
import { chat } from "./text/chat.ts";
import { text } from "./text/text.ts";

/** All tasks of the command line, in the order of the help. */
export const allTasks: readonly Task[] = [palindrome, adding, copy, frequency, text, chat];

/** The task of `run`. @throws {TenetError} `NO_RUN` when no task has that name. */
export function taskOf({ task }: Run): Task {
  const found = allTasks.find(({ name }) => name === task);
  if (found !== undefined) return found;
  const names = allTasks.map(({ name }) => name).join(", ");
  throw new TenetError("NO_RUN", problem("run", `a run of one of the tasks ${names}`, task));
}
