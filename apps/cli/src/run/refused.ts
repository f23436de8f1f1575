import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/** The error `RESUME_REFUSED`: a resume would change the run. */
export function refused(expected: string, got: string): TenetError {
  const next = "A resume cannot change the run. Undo the change, or start a new run.";
  return new TenetError("RESUME_REFUSED", problem("resume", expected, phrase(got), next));
}
