import { chain, clipByGlobalNorm, type Optimizer, optimizerFromOptions, type Rate } from "@tenetjs/training";
import type { KeptCommonValues } from "../options/common-options.ts";

/** The optimizer of a run, with the learning rate of its options or with `rate`, a schedule. */
export function optimizerOf(
  { optimizer, clip, learningRate }: Pick<KeptCommonValues, "optimizer" | "clip" | "learningRate">,
  rate: Rate = learningRate,
): Optimizer {
  return chain(clipByGlobalNorm(clip), optimizerFromOptions({ name: optimizer, learningRate: rate }));
}
