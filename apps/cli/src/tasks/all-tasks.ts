import { problem, TenetError } from "@tenetjs/core";
import type { Run } from "../run/run.ts";
import { adding } from "./adding.ts";
import { copy } from "./copy.ts";
import { frequency } from "./frequency.ts";
import { palindrome } from "./palindrome.ts";
import type { Task } from "./task.ts";
import { chat } from "./text/chat.ts";
import { text } from "./text/text.ts";

/** Every task of the command line, in the order of the help. */
export const allTasks: readonly Task[] = [palindrome, adding, copy, frequency, text, chat];

/** The task that `run` is of. @throws {TenetError} `NO_RUN` when there is none of its name. */
export function taskOf({ task }: Run): Task {
  const found = allTasks.find(({ name }) => name === task);
  if (found !== undefined) return found;
  const names = allTasks.map(({ name }) => name).join(", ");
  throw new TenetError("NO_RUN", problem("tenet", `a run of one of the tasks ${names}`, task));
}
