import {
  chain,
  cosineDecay,
  linearWarmup,
  type Optimizer,
  type Schedule,
  stepDecay,
  weightAverage,
} from "@tenetjs/training";
import { decayingOptimizerOf } from "../optimizer-of.ts";
import type { KeptLanguageValues } from "./language-options.ts";

/** The optimizer of a run on text: its schedule, its weight decay and, as the last part of a chain, the average of its weights. */
export function languageOptimizer(options: KeptLanguageValues): Optimizer {
  const { average, weightDecay } = options;
  const optimizer = decayingOptimizerOf(options, { rate: rateOf(options), weightDecay });
  return average === null ? optimizer : chain(optimizer, weightAverage(average));
}

/** Where a cosine ends: a run that goes on trains at this share of its learning rate. */
const lowest = 0.01;

function rateOf({
  learningRate,
  warmUp,
  cosine,
  decay,
  decayEvery,
}: Pick<KeptLanguageValues, "learningRate" | "warmUp" | "cosine" | "decay" | "decayEvery">): Schedule {
  const after =
    cosine === null
      ? stepDecay(learningRate, { factor: decay, every: decayEvery })
      : cosineDecay(learningRate, { over: Math.max(1, cosine - warmUp), to: lowest * learningRate });
  return linearWarmup(warmUp, after);
}
