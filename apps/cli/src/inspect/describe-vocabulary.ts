import type { Run } from "../run/run.ts";
import { taskOf } from "../tasks/all-tasks.ts";

/** A vocabulary, with its tokens in the order of their ids. */
export type VocabularyReport = {
  readonly kind: string;
  readonly size: number;
  readonly tokens: readonly string[];
};

/** The vocabulary of `run`; null for a run that has none. */
export async function describeVocabulary(run: Run): Promise<VocabularyReport | null> {
  const work = await (await taskOf(run)).load();
  const vocabulary = work.language?.(run, { own: false }).vocabulary;
  if (vocabulary === undefined) return null;
  const { kind, size, tokens } = vocabulary;
  return { kind, size, tokens };
}
