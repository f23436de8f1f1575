import { phrase, problem } from "@tenetjs/core/internals";

/** The error for logits from which no token can be picked. It says whether the model or the transforms are the cause. */
export function unusableLogits(where: string, logits: Float32Array): RangeError {
  const [got, next] = logits.some(Number.isNaN)
    ? ["NaN", "The model's weights or state contain NaN: sample from an earlier checkpoint."]
    : logits.includes(Number.POSITIVE_INFINITY)
      ? ["+Infinity", "The model's output overflows: use an earlier checkpoint."]
      : ["-Infinity for every token", "The transforms rule out every token: permit more of them."];
  return new RangeError(problem(where, `${logits.length} logits with a finite maximum`, phrase(got), next));
}

/** Whether the transforms ruled out every token of `row`, which the model itself allows: a sample ends there. */
export function isExhausted(row: Float32Array, logits: Float32Array): boolean {
  return row.every(isRuledOut) && !logits.every(isRuledOut);
}

function isRuledOut(logit: number): boolean {
  return logit === Number.NEGATIVE_INFINITY;
}
