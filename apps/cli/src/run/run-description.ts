import type { PalindromeRun } from "./palindrome-run.ts";
import type { TextRun } from "./text-run.ts";

/** Any run as plain data, as it stands in its checkpoint. */
export type RunDescription = PalindromeRun | TextRun;
