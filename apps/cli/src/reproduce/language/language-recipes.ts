import { type KeptLanguageValues, presets } from "../../tasks/text/language-options.ts";

/** The report's setting for books: two LSTMs of 128, windows of 30, batches of 64. */
export const courseRecipe: Partial<KeptLanguageValues> = {
  ...presets.course,
  ...{ cell: "lstm", layers: 2, hiddenSize: 128, time: 30, batch: 64 },
};

/** The preset "best" for a training of `steps` steps. */
export function bestRecipe(
  steps: number,
  changes: Partial<KeptLanguageValues> = {},
): Partial<KeptLanguageValues> {
  // A short training would otherwise end in its warm-up, and its average would remember the first weights.
  const warmUp = Math.min(presets.best.warmUp, Math.round(steps / 10));
  const average = Math.min(presets.best.average, 1 - 10 / Math.max(steps, 20));
  return { ...presets.best, warmUp, average, cosine: steps, ...changes };
}

/** Sizes at which a quick run takes seconds. */
export const quickSizes = { hiddenSize: 48, batch: 16, time: 30 } as const;

/** The characters of a held-out text that a quick run scores. */
export const quickScored = 5000;

/** The steps after which the report shows samples: five, evenly spread. */
export function sampledSteps(steps: number): number[] {
  return Array.from({ length: 5 }, (_, index) => Math.round(((index + 1) * steps) / 5));
}
