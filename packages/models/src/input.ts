import { rowLookup } from "@tenetjs/cells/internals";
import { normal, type Rng, split } from "@tenetjs/core";
import { checkChoice, checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { reshape, type Tensor, type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";

/**
 * What a model reads at each step: `size` numbers ("vector"; 1 for a scalar, the number of classes for a one-hot vector), or one
 * of `size` ids, either multiplied as the one-hot vector it stands for ("one-hot", a row lookup in Wx) or through a learned
 * table of `dimensions` numbers an id ("embedding"; default 32).
 */
export type InputOptions =
  | { readonly kind: "vector" | "one-hot"; readonly size: number }
  | { readonly kind: "embedding"; readonly size: number; readonly dimensions?: number };

/** The front of a model: from a batch's inputs to what its first layer reads. */
export type InputLayer = {
  /** The input size of the first layer. */
  readonly outputSize: number;
  /** An embedding's table `[size, dimensions]`; nothing otherwise. */
  init(rng: Rng): InputParams;
  apply(params: InputParams, inputs: Tensor): Tensor;
};

export type InputParams = { readonly table?: Tensor2D };

/**
 * The front that `options` describe. An embedding's table starts as N(0, `deviation`^2), by default N(0, 1), as PyTorch's does.
 *
 * Its `apply` throws a RangeError when an embedding is given anything but int32 ids `[batch, time]`.
 *
 * @throws {RangeError} for an unknown kind or a size below 1.
 */
export function inputLayer(options: InputOptions, deviation = 1): InputLayer {
  checkChoice("model", "input.kind", options.kind, ["vector", "one-hot", "embedding"]);
  checkInteger("model", "input.size", options.size, 1);
  if (options.kind !== "embedding")
    return { outputSize: options.size, init: () => ({}), apply: (_, inputs) => inputs };
  const { size, dimensions = 32 } = options;
  checkInteger("model", "input.dimensions", dimensions, 1);
  return {
    outputSize: dimensions,
    init: (rng) => {
      const draws = split(rng, "table");
      return {
        table: tensor2d(
          Float32Array.from({ length: size * dimensions }, () => normal(draws, 0, deviation)),
          [size, dimensions],
        ),
      };
    },
    apply: ({ table }, ids) => {
      checkIds(ids);
      const rows = rowLookup(table as Tensor2D, reshape(ids, [ids.size]));
      return reshape(rows, [...ids.shape, dimensions]);
    },
  };
}

function checkIds({ dtype, shape }: Tensor): void {
  if (dtype === "int32" && shape.length === 2) return;
  const got = phrase(`${dtype} [${shape.join(", ")}]`);
  throw new RangeError(problem("model", "int32 ids [batch, time] for its embedding", got));
}
