import {
  addWeightDecay,
  chain,
  clipByGlobalNorm,
  type Optimizer,
  optimizerFromOptions,
  type Rate,
} from "@tenetjs/training";
import type { KeptCommonValues } from "../options/common-options.ts";

/** The optimizer of a run, with the learning rate of its options or with `rate`, a schedule. */
export function optimizerOf(
  { optimizer, clip, learningRate }: Pick<KeptCommonValues, "optimizer" | "clip" | "learningRate">,
  rate: Rate = learningRate,
): Optimizer {
  return chain(clipByGlobalNorm(clip), optimizerFromOptions({ name: optimizer, learningRate: rate }));
}

/**
 * The optimizer of a run with weight decay. AdamW and Lion subtract the decay from the weights by themselves. For the others it is the gradient of
 * an L2 penalty, added after clipping.
 */
export function decayingOptimizerOf(
  options: Parameters<typeof optimizerOf>[0],
  { rate, weightDecay }: { readonly rate: Rate; readonly weightDecay: number | null },
): Optimizer {
  const { optimizer: name, clip } = options;
  if (weightDecay === null) return optimizerOf(options, rate);
  if (name === "adamw" || name === "lion")
    return chain(clipByGlobalNorm(clip), optimizerFromOptions({ name, learningRate: rate, weightDecay }));
  const penalty = weightDecay === 0 ? [] : [addWeightDecay(weightDecay)];
  return chain(clipByGlobalNorm(clip), ...penalty, optimizerFromOptions({ name, learningRate: rate }));
}
