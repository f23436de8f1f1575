import { problem, TenetError } from "@tenetjs/core";
import { type PalindromeRun, palindromeTask } from "./palindrome-run.ts";
import type { Task } from "./task.ts";
import type { TextRun } from "./text-run.ts";

/** Any run as plain data, as it stands in its checkpoint. */
export type RunDescription = PalindromeRun | TextRun;

/** What `run` trains. */
export function taskOf(run: RunDescription): Task {
  if (run.task === "palindrome") return palindromeTask(run);
  throw new TenetError("NO_RUN", problem("taskOf", "a run on palindromes", run.task));
}
