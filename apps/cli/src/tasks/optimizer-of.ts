import { chain, clipByGlobalNorm, type Optimizer, optimizerFromOptions, type Rate } from "@tenetjs/training";
import type { KeptCommonValues } from "../options/common-options.ts";

/** The optimizer that a run's options describe, at their learning rate or a schedule of it. */
export function optimizerOf(
  { optimizer, clip, learningRate }: Pick<KeptCommonValues, "optimizer" | "clip" | "learningRate">,
  rate: Rate = learningRate,
): Optimizer {
  return chain(clipByGlobalNorm(clip), optimizerFromOptions({ name: optimizer, learningRate: rate }));
}
