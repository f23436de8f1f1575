import { type Batches, batches, type Tokens } from "@tenetjs/datasets";
import type { TrainingBatch } from "@tenetjs/training";

/**
 * All of `tokens` once, to evaluate a network whose state is carried: cut into segments, at most `batch` of them, each read from
 * its start to its end in windows of `time`. Every token but the first is a target exactly once; where a segment ends early its row
 * is padded and masked. Segments have at least eight windows where the text allows, as each has to start from a state of zero.
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
