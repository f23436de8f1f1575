import type { SoftmaxCrossEntropyInputs } from "../../losses/softmax-cross-entropy.ts";
import { kernel } from "../kernel.ts";
import { regions, withScratch } from "../module/scratch.ts";
import { callOf } from "../threads/call.ts";
import { choiceFor } from "../threads/choice.ts";
import { type Shard, shardsOf } from "../threads/program.ts";
import { run } from "../threads/run.ts";
import { weightsAt } from "./weights-at.ts";

/** The kernel `TenetSoftmaxCrossEntropy`. Each shard of the rows has a sum of its own, on any number of threads. */
export const softmaxCrossEntropy = kernel<SoftmaxCrossEntropyInputs>(
  ({ kernels, inputs: { logits, targets, weights } }) => {
    const [rows, classes] = logits.shape as [number, number];
    const loss = kernels.output([], "float32");
    const gradient = kernels.output(logits.shape, "float32");
    const { address, kind, bytes } = weightsAt(kernels, weights);
    const scale = 1 / kernels.exports.sumOfWeights(rows, address, kind);
    const [x, expected, out] = [logits, targets, gradient].map(kernels.address) as [number, number, number];
    const shards = { total: rows, grain: Math.max(fewestRows, Math.ceil(rows / mostShards)) };
    const count = shardsOf(shards);
    const value = withScratch(kernels, regions({ sums: 2 * count }).bytes, (sums) => {
      const body = (_: number, { index, first, count }: Shard) => {
        const [row, given, sum] = [first * classes * 4, address + first * bytes, sums + index * 8];
        return [
          callOf(kernels.code, "crossEntropy", [
            count,
            classes,
            x + row,
            expected + first * 4,
            given,
            kind,
            scale,
            out + row,
            sum,
          ]),
        ];
      };
      const loops = [{ first: 0, by: 1, count: 1, body }];
      const choice = choiceFor(kernels, `loss of ${rows}`, rows * classes * workPerValue);
      run(kernels, { ...shards, loops, alwaysInShards: true }, choice);
      return new Float64Array(kernels.memory.buffer, sums, count).reduce((sum, part) => sum + part, 0);
    });
    kernels.view(loss)[0] = Number.isFinite(scale) ? value : Number.NaN;
    return [loss, gradient];
  },
);

const [fewestRows, mostShards] = [64, 16];

/** What a power and its share of the sum take, in multiplications and additions of a product. */
const workPerValue = 16;
