import { seed } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { LanguageModel } from "@tenetjs/models";
import { type Score, scoreOf } from "@tenetjs/sampling/scoring";
import {
  adam,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  type Objective,
  train,
  trainingState,
} from "@tenetjs/training";
import { heldOutContiguousWindows } from "../held-out-windows.ts";
import type { ScoredText } from "./score-text.ts";

/** The number of tokens that are scored before the network learns from them. */
export const learnedTogether = 32;

/**
 * The score of a text under a network that goes on learning from what it has read (dynamic evaluation: Krause et al., 2018), with Adam at the learning
 * rate `rate`. The tokens are read in windows, with the state carried throughout. A window is scored, and only then is it learned from. `params` are
 * borrowed and stay as they are.
 *
 * @throws {DivergenceError} when `rate` is so high that the loss is not finite.
 */
export async function scoreDynamically(
  model: LanguageModel,
  params: TensorTree,
  { tokens, characters }: ScoredText,
  { rate }: { readonly rate: number },
): Promise<Score> {
  const targets = tokens.length - 1;
  const objective = crossEntropy(model);
  // The same network as without learning: dropout is off.
  const still: Objective = (weights, batch, context) =>
    objective(weights, batch, { ...context, training: false });
  const optimizer = chain(clipByGlobalNorm(1), adam(rate));
  const batches = heldOutContiguousWindows(tokens, { batch: 1, time: learnedTogether });
  const state = trainingState({ params, optimizer });
  const sums = { nats: 0, correct: 0 };
  try {
    // The losses of an event are those before the update.
    for await (const { step, loss, metrics } of train({
      ...{ state, batches, optimizer, objective: still, rng: seed(0) },
    })) {
      const count = Math.min(learnedTogether, targets - (step - 1) * learnedTogether);
      sums.nats += count * loss;
      sums.correct += count * (metrics.accuracy ?? 0);
    }
  } finally {
    disposeTrainingState(state);
  }
  return scoreOf({ ...sums, tokens: targets, characters });
}
