import { rowLookup } from "@tenetjs/cells/internals";
import { normal, type Rng, split } from "@tenetjs/core";
import { checkChoice, checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { checkShape, checkStarted } from "@tenetjs/core/tensors/internals";
import { reshape, type Tensor, type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";

/**
 * What a model reads at each step:
 *
 * - "vector": `size` numbers, such as 1 for a scalar, or the number of classes for a one-hot vector.
 * - "one-hot": one of `size` ids, read as a one-hot vector, which is a row lookup in Wx.
 * - "embedding": one of `size` ids, looked up in a learned table with `dimensions` numbers for each id. Default: 32.
 */
export type InputOptions =
  | { readonly kind: "vector" | "one-hot"; readonly size: number }
  | { readonly kind: "embedding"; readonly size: number; readonly dimensions?: number };

/** The input layer of a model: a function from a batch's inputs to the inputs of the first recurrent layer. */
export type InputLayer = {
  /** The input size of the first layer. */
  readonly outputSize: number;
  /** The table of an embedding, `[size, dimensions]`; otherwise an empty record. */
  init(rng: Rng): InputParams;
  apply(params: InputParams, inputs: Tensor): Tensor;
};

export type InputParams = { readonly table?: Tensor2D };

/**
 * The input layer that `options` describe. The table of an embedding is initialised from N(0, `deviation`^2). Default: N(0, 1), as in
 * PyTorch.
 *
 * The `apply` of an embedding throws a RangeError unless its inputs are int32 ids `[batch, time]`.
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
      checkStarted("model");
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
      checkShape("model", "the table of the embedding", table as Tensor2D, [size, dimensions]);
      const rows = rowLookup(table as Tensor2D, reshape(ids, [ids.size]));
      return reshape(rows, [...ids.shape, dimensions]);
    },
  };
}

/** @throws {RangeError} unless they are int32 ids `[batch, time]`. */
export function checkIds({ dtype, shape }: Tensor): void {
  if (dtype === "int32" && shape.length === 2) return;
  const got = phrase(`${dtype} [${shape.join(", ")}]`);
  throw new RangeError(problem("model", "int32 ids [batch, time] for its embedding", got));
}
