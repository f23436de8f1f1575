import type { Batch } from "@tenetjs/datasets";
import { logSumExp } from "@tenetjs/sampling";

/** The mean of -log softmax(logits)[target] over all rows, in nats: `logits` is `[rows, classes]`, row-major, and `targets` `[rows]`. */
export function meanCrossEntropy(logits: Float32Array, targets: ArrayLike<number>): number {
  const classes = logits.length / targets.length;
  let sum = 0;
  for (let row = 0; row < targets.length; row += 1) {
    const values = logits.subarray(row * classes, (row + 1) * classes);
    sum += logSumExp(values) - (values[targets[row] as number] as number);
  }
  return sum / targets.length;
}

/** The mean cross-entropy of a batch `[batch, time]` that is read one step at a time. `step` reads ids and returns logits `[batch, classes]`. */
export async function steppedCrossEntropy(
  { inputs, targets }: Batch,
  step: (ids: Int32Array) => Float32Array | Promise<Float32Array>,
): Promise<number> {
  const [batch = 0, time = 0] = inputs.shape;
  const column = ({ data }: Batch["inputs"], at: number) =>
    Int32Array.from({ length: batch }, (_, row) => data[row * time + at] as number);
  let sum = 0;
  for (let at = 0; at < time; at += 1) {
    sum += meanCrossEntropy(await step(column(inputs, at)), column(targets, at));
  }
  return sum / time;
}
