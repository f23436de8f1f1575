import { phrase, problem, TenetError } from "@tenetjs/core";
import { splitContiguous } from "@tenetjs/datasets";
import { type TextRun, vocabularyOf } from "../run/text-run.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readAgain } from "./read-corpus.ts";

/** A source of a run, divided as it was for training. */
export type SourceSplits = {
  readonly name: string;
  readonly train: Int32Array;
  readonly validation: Int32Array;
};

/**
 * The sources that `run` was made from, read again.
 *
 * @throws {TenetError} `CORPUS_MISSING` when one is not where it was, or not what it was.
 */
export async function corpusSplits(run: TextRun, terminal: Terminal): Promise<readonly SourceSplits[]> {
  const { corpus, window } = run;
  const vocabulary = vocabularyOf(run);
  const texts = await readAgain(corpus, [], terminal).catch((cause: unknown) => {
    throw missing(cause);
  });
  return corpus.sources.map(({ name }, index) => {
    const tokens = vocabulary.encode(texts[index] as string);
    return { name, ...splitContiguous(tokens, corpus.shares, { time: window }) };
  });
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
