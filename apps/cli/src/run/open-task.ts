import { phrase, problem } from "@tenetjs/core";
import { readAgain } from "../corpus/read-corpus.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { palindromeTask } from "./palindrome-run.ts";
import type { RunDescription } from "./run-description.ts";
import type { Task } from "./task.ts";
import { vocabularyOf } from "./text-run.ts";
import { textTask } from "./text-task.ts";

/**
 * What `run` trains, with its texts read again; from the files `moved`, where they are no longer where they were.
 *
 * @throws {TenetError} `RESUME_REFUSED` when a text is not what it was.
 */
export async function openTask(
  run: RunDescription,
  moved: readonly string[],
  terminal: Terminal,
): Promise<Task> {
  if (run.task === "palindrome") {
    if (moved.length === 0) return palindromeTask(run);
    throw new RangeError(problem("resume", "no files for a run on palindromes", phrase(moved.join(", "))));
  }
  const vocabulary = vocabularyOf(run);
  const texts = await readAgain(run.corpus, moved, terminal);
  return textTask(
    run,
    texts.map((text) => vocabulary.encode(text)),
  );
}
