import type { Vector } from "./arrays.ts";

/** L = -ln ŷ of the target, in float64. */
export function crossEntropy(logits: Vector, target: number): number {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return largest + Math.log(sum) - (logits[target] as number);
}

/** ŷ - y: the probabilities, with 1 taken from that of the target. */
export function errorOf(logits: Vector, target: number): number[] {
  return logits.map((_, index) => Math.exp(-crossEntropy(logits, index)) - (index === target ? 1 : 0));
}
