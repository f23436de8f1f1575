/**
 * `logits` with all but the `count` highest set to -Infinity. Of equals at the threshold, the first are kept.
 *
 * `ascending` is the sorted logits. NaN sorts last, so a NaN is detected there; the logits are then returned unchanged.
 */
export function keepHighest(logits: Float32Array, ascending: Float32Array, count: number): Float32Array {
  const size = logits.length;
  if (count >= size || Number.isNaN(ascending[size - 1])) return logits;
  const edge = ascending[size - count]!;
  let above = 0;
  while (above < count && ascending[size - 1 - above]! > edge) above += 1;
  let atEdge = count - above;
  return logits.map((logit) => {
    if (logit > edge) return logit;
    if (logit < edge || atEdge === 0) return Number.NEGATIVE_INFINITY;
    atEdge -= 1;
    return logit;
  });
}
