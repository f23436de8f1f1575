import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { SourceSplits } from "../../corpus/source-splits.ts";
import { splitSource } from "./split-source.ts";
import { type TextRun, vocabularyOf } from "./text-run.ts";

/**
 * The sources of `run` in tokens, split as for training. `read` reads their texts again.
 *
 * @throws {TenetError} `CORPUS_MISSING` when a source is missing or has changed.
 */
export async function corpusSplits(
  run: TextRun,
  read: () => Promise<readonly string[]>,
): Promise<readonly SourceSplits[]> {
  const vocabulary = vocabularyOf(run);
  const hidden = run.data.sources.some(({ origin }) => origin.kind === "hidden");
  const texts = await read().catch((cause: unknown) => {
    throw missing(cause, hidden);
  });
  return run.data.sources.map(({ name }, index) => ({
    name,
    ...splitSource(name, vocabulary.encode(texts[index] as string), run.options),
  }));
}

/** The error for a single file of a run, whose recorded paths are not followed: it may be someone else's. */
export function notFollowed(): TenetError {
  const next =
    "Pass the directory of the run, or the text with --training-text: a file by itself may be someone else's, and its paths are not followed.";
  const expected = "a run of your own, whose training text can be read";
  return new TenetError("CORPUS_MISSING", problem("run", expected, phrase("one of its files"), next));
}

/** The error of the file system, of `checkRecorded` or of `rereadSources`, without its advice, which is for `tenet resume`. */
function missing(cause: unknown, hidden: boolean): unknown {
  if (!(cause instanceof Error && "code" in cause)) return cause;
  const [reason = ""] = cause.message.split(/\.? (?:Restore the file|If it has moved|Pass it again)/);
  const [, expected, got] = /^resume: expected (.*), got (.*)$/s.exec(reason) ?? [];
  const found = got === undefined ? `an error: ${reason}` : `${got} in place of ${expected}`;
  const next = hidden
    ? "A run with --pseudonymise does not record it: pass the export with --training-text."
    : "Restore the file, or pass it with --training-text.";
  return new TenetError(
    "CORPUS_MISSING",
    problem("run", "the text that the run was trained on", phrase(found), next),
    { cause },
  );
}
