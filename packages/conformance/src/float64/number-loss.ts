import type { ComputeNumberLoss } from "../scenarios/compute-number-loss.ts";
import type { Results } from "../sequence.ts";

/** A loss of one prediction p and target y, and its slope by p. */
type Definition = (p: number, y: number) => { readonly value: number; readonly slope: number };

const definitions: Readonly<Record<ComputeNumberLoss["name"], Definition>> = {
  meanSquaredError: (p, y) => ({ value: (p - y) ** 2, slope: 2 * (p - y) }),
  meanAbsoluteError: (p, y) => ({ value: Math.abs(p - y), slope: Math.sign(p - y) }),
  huber: (p, y) => {
    const error = p - y;
    return Math.abs(error) <= 1
      ? { value: error ** 2 / 2, slope: error }
      : { value: Math.abs(error) - 0.5, slope: Math.sign(error) };
  },
  /** Of a logit: -y ln s(p) - (1 - y) ln(1 - s(p)), with s the logistic function. */
  binaryCrossEntropy: (p, y) => ({
    value: Math.max(p, 0) - p * y + Math.log1p(Math.exp(-Math.abs(p))),
    slope: 1 / (1 + Math.exp(-p)) - y,
  }),
};

/** The masked mean of a loss between numbers, times the factor, and its gradient with respect to the predictions, in float64. */
export function numberLoss({ name, predictions, targets, mask, factor }: ComputeNumberLoss): Results {
  const outputs = predictions.values.length / mask.values.length;
  const all = Array.from(predictions.values, (p, index) => ({
    ...definitions[name](p, targets.values[index] as number),
    counts: mask.values[Math.floor(index / outputs)] !== 0,
  }));
  const counted = all.filter(({ counts }) => counts);
  const sum = counted.reduce((total, { value }) => total + value, 0);
  return {
    loss: Float64Array.of((factor * sum) / counted.length),
    "d predictions": Float64Array.from(all, ({ slope, counts }) =>
      counts ? (factor * slope) / counted.length : 0,
    ),
  };
}
