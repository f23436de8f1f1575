import { type Batches, batches, type Tokens } from "@tenetjs/datasets";
import type { TrainingBatch } from "@tenetjs/training";

/**
 * Batches that cover `tokens` once, to evaluate a network whose state is carried. The tokens are cut into at most `batch` segments, and
 * each segment is a row that is read from start to end in windows of `time`. Every token but the first is a target exactly once. A
 * segment that ends early is padded and masked. Each segment starts from a zero state, so segments have at least eight windows if the
 * text is long enough.
 */
export function heldOutContiguousWindows(
  tokens: Tokens,
  { batch, time }: { readonly batch: number; readonly time: number },
): Batches<TrainingBatch> {
  const targets = tokens.length - 1;
  const rows = Math.max(1, Math.min(batch, Math.floor(targets / (8 * time))));
  const segmentLength = Math.ceil(targets / rows);
  const shape = [rows, time];

  return batches(Math.ceil(segmentLength / time), (index) => {
    const inputs = new Int32Array(rows * time);
    const next = new Int32Array(rows * time);
    const mask = new Float32Array(rows * time);
    for (let row = 0; row < rows; row += 1) {
      const start = row * segmentLength + index * time;
      const end = Math.min(start + time, (row + 1) * segmentLength, targets);
      for (let at = start; at < end; at += 1) {
        const cell = row * time + at - start;
        inputs[cell] = tokens[at]!;
        next[cell] = tokens[at + 1]!;
        mask[cell] = 1;
      }
    }
    return {
      inputs: { data: inputs, shape },
      targets: { data: next, shape },
      mask: { data: mask, shape },
      reset: index === 0,
    };
  });
}
