import type { TensorTree } from "@tenetjs/core/tensors";
import type { Vocabulary } from "@tenetjs/datasets";
import type { LanguageModel } from "@tenetjs/models";
import { type Score, scoreOf } from "@tenetjs/sampling/scoring";
import { crossEntropy, evaluate } from "@tenetjs/training";
import { characterCounts } from "../character-counts.ts";
import { heldOutContiguousWindows } from "../held-out-windows.ts";

/** A text to score. All tokens but the first are scored, since the first has no context. */
export type ScoredText = { readonly tokens: Int32Array; readonly characters: number };

/** `tokens`, with the number of characters in all tokens but the first. */
export function scoredText(tokens: Int32Array, vocabulary: Vocabulary): ScoredText {
  const counts = characterCounts(vocabulary);
  return { tokens, characters: tokens.subarray(1).reduce((sum, id) => sum + (counts[id] as number), 0) };
}

/** The number of tokens per batch. */
export const scoredTogether = 256;

/**
 * The score that `score` of `@tenetjs/sampling/scoring` gives a text under a language model, computed for many tokens at a time. The
 * text is read once from start to end, and the state is carried throughout.
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

/** The score of several texts, as if they were one. */
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
