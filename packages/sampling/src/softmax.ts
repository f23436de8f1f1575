/**
 * The probabilities exp(l) / sum exp(l) of `logits`, in float64. The largest logit is subtracted first, so no finite logits
 * overflow. A logit of -Infinity gives 0. All probabilities are NaN if a logit is NaN or +Infinity, or if all are -Infinity.
 */
export function softmax(logits: Float32Array): Float64Array {
  return softmaxInto(new Float64Array(logits.length), logits);
}

/** `probabilities`, which has the length of `logits`, after {@link softmax} was written to it. */
export function softmaxInto(probabilities: Float64Array, logits: Float32Array): Float64Array {
  const most = largest(logits);
  let total = 0;
  for (let i = 0; i < logits.length; i += 1) {
    probabilities[i] = Math.exp(logits[i]! - most);
    total += probabilities[i]!;
  }
  for (let i = 0; i < probabilities.length; i += 1) probabilities[i]! /= total;
  return probabilities;
}

/** The logarithm of the probability of `id` under {@link softmax}, in nats, without computing the other probabilities. */
export function logProbability(logits: Float32Array, id: number): number {
  return logits[id]! - logSumExp(logits);
}

/** ln sum exp(l) over `logits`. A logit minus this is its log-probability. */
export function logSumExp(logits: Float32Array): number {
  const most = largest(logits);
  let total = 0;
  for (let i = 0; i < logits.length; i += 1) total += Math.exp(logits[i]! - most);
  return most + Math.log(total);
}

/** The largest of `values`, ignoring NaN. */
export function largest(values: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) if (values[i]! > most) most = values[i]!;
  return most;
}
