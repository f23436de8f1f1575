import { phrase, problem, TenetError } from "@tenetjs/core";
import type { SourceSplits } from "../../corpus/source-splits.ts";
import { splitSource } from "./split-source.ts";
import { type TextRun, vocabularyOf } from "./text-run.ts";

/**
 * The sources that `run` was made from, read again by `read`, in tokens.
 *
 * @throws {TenetError} `CORPUS_MISSING` when one is not where it was, or not what it was.
 */
export async function corpusSplits(
  run: TextRun,
  read: () => Promise<readonly string[]>,
): Promise<readonly SourceSplits[]> {
  const vocabulary = vocabularyOf(run);
  const texts = await read().catch((cause: unknown) => {
    throw missing(cause);
  });
  return run.data.sources.map(({ name }, index) => ({
    name,
    ...splitSource(name, vocabulary.encode(texts[index] as string), run.options),
  }));
}

/** What a file system or `readAgain` says, less what it says to do: that is for those who resume. */
function missing(cause: unknown): unknown {
  if (!(cause instanceof Error && "code" in cause)) return cause;
  const [reason = ""] = cause.message.split(/\.? Put it back/);
  const next = "Put it back where it was, as it was.";
  return new TenetError(
    "CORPUS_MISSING",
    problem("tenet", "the text that the run was trained on", phrase(`this: ${reason}`), next),
    { cause },
  );
}
