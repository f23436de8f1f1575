/** The weighted mean of `-ln softmax(logits)[target]` over rows of `classes` values, and its gradient, by definition. */
export function crossEntropyDefinition(
  logits: number[],
  targets: number[],
  weights: number[],
  classes: number,
) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let loss = 0;
  const gradient = targets.flatMap((target, row) => {
    const values = logits.slice(row * classes, (row + 1) * classes);
    const most = Math.max(...values);
    const powers = values.map((value) => Math.exp(value - most));
    const sum = powers.reduce((sum, power) => sum + power, 0);
    const weight = (weights[row] as number) / total;
    loss -= weight * Math.log((powers[target] as number) / sum);
    return powers.map((power, index) => weight * (power / sum - (index === target ? 1 : 0)));
  });
  return { loss, gradient };
}
