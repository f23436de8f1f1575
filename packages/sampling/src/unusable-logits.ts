import { phrase, problem } from "@tenetjs/core/internals";

/** The error for logits from which no token can be picked. It says whether the model or the transforms are the cause. */
export function unusableLogits(where: string, logits: Float32Array): RangeError {
  const [got, next] = logits.some(Number.isNaN)
    ? ["NaN", "The model's weights or state contain NaN: sample from an earlier checkpoint."]
    : logits.includes(Number.POSITIVE_INFINITY)
      ? ["+Infinity", "The model's output overflows: use an earlier checkpoint, or a higher temperature."]
      : ["-Infinity for every token", "The transforms rule out every token: loosen forbid or noRepeatNgram."];
  return new RangeError(problem(where, `${logits.length} logits with a finite maximum`, phrase(got), next));
}
