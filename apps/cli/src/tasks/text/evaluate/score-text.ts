import type { TensorTree } from "@tenetjs/core/tensors";
import type { Vocabulary } from "@tenetjs/datasets";
import type { LanguageModel } from "@tenetjs/models";
import { type Score, scoreOf } from "@tenetjs/sampling/scoring";
import { crossEntropy, evaluate } from "@tenetjs/training";
import { characterCounts } from "../character-counts.ts";
import { heldOutContiguousWindows } from "../held-out-windows.ts";

/** What of a text is scored: all its tokens but the first, which has nothing before it. */
export type ScoredText = { readonly tokens: Int32Array; readonly characters: number };

/** `tokens` with the number of characters that all but the first stand for. */
export function scoredText(tokens: Int32Array, vocabulary: Vocabulary): ScoredText {
  const counts = characterCounts(vocabulary);
  return { tokens, characters: tokens.subarray(1).reduce((sum, id) => sum + (counts[id] as number), 0) };
}

/** How many tokens a batch has. */
export const scoredTogether = 256;

/**
 * What `score` of `@tenetjs/sampling/scoring` says of a text under a language model, many tokens at a time: read once from its
 * start to its end, the state carried throughout.
 */
export async function scoreText(
  model: LanguageModel,
  params: TensorTree,
  { tokens, characters }: ScoredText,
): Promise<Score> {
  const batches = heldOutContiguousWindows(tokens, { batch: 1, time: scoredTogether });
  const { loss, metrics, count } = await evaluate({ objective: crossEntropy(model), params, batches });
  return scoreOf({ nats: loss * count, correct: (metrics.accuracy ?? 0) * count, tokens: count, characters });
}

/** The score of several texts as if they were one. */
export function combined(parts: readonly { readonly score: Score; readonly characters: number }[]): Score {
  const sum = (value: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + value(part), 0);
  return scoreOf({
    tokens: sum(({ score }) => score.tokens),
    nats: sum(({ score }) => score.nats * score.tokens),
    correct: sum(({ score }) => score.accuracy * score.tokens),
    characters: sum(({ characters }) => characters),
  });
}
