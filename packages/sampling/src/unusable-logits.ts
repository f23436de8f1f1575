import { phrase, problem } from "@tenetjs/core/internals";

/** The error for logits that no token can be picked from, which says whether the model or the transforms are to blame. */
export function unusableLogits(where: string, logits: Float32Array): RangeError {
  const [got, next] = logits.some(Number.isNaN)
    ? ["NaN", "The model's weights or state hold NaN: sample from an earlier checkpoint."]
    : logits.includes(Number.POSITIVE_INFINITY)
      ? ["+Infinity", "The model's output overflows: use an earlier checkpoint, or a higher temperature."]
      : ["-Infinity for every token", "The transforms rule out all of them: loosen forbid or noRepeatNgram."];
  return new RangeError(
    problem(where, `${logits.length} logits with a finite largest one`, phrase(got), next),
  );
}
