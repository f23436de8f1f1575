import { type PalindromeRun, palindromeTask } from "./palindrome-run.ts";
import type { Task } from "./task.ts";

/** Any run as plain data, as it stands in its checkpoint. */
export type RunDescription = PalindromeRun;

/** What `run` trains. */
export function taskOf(run: RunDescription): Task {
  return palindromeTask(run);
}
