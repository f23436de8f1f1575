import type { ComputeLoss } from "../scenarios/compute-loss.ts";
import type { Results } from "../sequence.ts";

/** The masked mean of `-ln softmax(logits)[target]`, the accuracy, and the gradient with respect to the logits, in float64. */
export function loss({ logits, targets, mask, factor }: ComputeLoss): Results {
  const classes = logits.shape.at(-1) as number;
  const steps = Array.from(targets.values, (target, step) => {
    const row = Array.from(logits.values.subarray(step * classes, (step + 1) * classes));
    const most = Math.max(...row);
    const powers = row.map((logit) => Math.exp(logit - most));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return {
      target,
      counts: mask?.values[step] !== 0,
      hit: row.indexOf(most) === target,
      probabilities: powers.map((power) => power / total),
    };
  });
  const counted = steps.filter(({ counts }) => counts);
  const mean = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const results = {
    loss: Float64Array.of(
      mean(counted.map(({ target, probabilities }) => -Math.log(probabilities[target] ?? Number.NaN))),
    ),
    accuracy: Float64Array.of(mean(counted.map(({ hit }) => Number(hit)))),
  };
  if (factor === undefined) return results;
  const gradient = steps.flatMap(({ target, counts, probabilities }) =>
    probabilities.map((probability, index) =>
      counts ? (factor * (probability - Number(index === target))) / counted.length : 0,
    ),
  );
  return { ...results, "d logits": Float64Array.from(gradient) };
}
