import { type DropoutAttributes, dropoutScale } from "@tenetjs/cells/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { kernel, sizeOf } from "../kernel.ts";
import { callOf } from "../threads/call.ts";
import { choiceFor } from "../threads/choice.ts";
import type { Shard } from "../threads/program.ts";
import { grainFor, run } from "../threads/run.ts";

/** The kernel `dropoutKernel`. */
export const dropOut = kernel<{ readonly x: TensorInfo }, DropoutAttributes>(
  ({ kernels, inputs, attributes }) => {
    const { x } = inputs;
    const { key0, key1, below } = attributes;
    const out = kernels.output(x.shape, "float32");
    const size = sizeOf(x.shape);
    const [from, to] = [kernels.address(x), kernels.address(out)];
    const scale = dropoutScale(attributes);
    const argumentsFor = (first: number, values: number) =>
      [first, values, key0, key1, below, scale, from + first * 64, to + first * 64] as const;
    // Runs of 16 values are drawn together; what is left over is not split.
    const runs = Math.floor(size / 16);
    const body = (_: number, { first, count }: Shard) => [
      callOf(kernels.code, "dropOut", [...argumentsFor(first, count * 16)]),
    ];
    const loops = [{ first: 0, by: 1, count: 1, body }];
    const program = { total: runs, grain: grainFor(kernels, runs, 1), loops };
    run(kernels, program, choiceFor(kernels, "dropout", size * operations));
    kernels.exports.dropOut(...argumentsFor(runs, size % 16));
    return out;
  },
);

/** About how many multiplications of a product take as long as the random bits of one value. */
const operations = 8;
