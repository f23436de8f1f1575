import type { StoredTensor } from "../../dtype.ts";
import { type GateBlocks, matrix, vector } from "../../gate-blocks.ts";
import { writeKerasLayer } from "../../keras.ts";
import type { Direction, NetworkParts } from "../network-parts.ts";
import { type KerasLayer, kerasCells } from "./keras-cells.ts";

/** A layer that is written, or one of the two layers in a Bidirectional. */
export type WrittenLayer = KerasLayer & {
  readonly weights: Readonly<Record<string, StoredTensor>>;
  /** The layers in a Bidirectional, which have the weights. */
  readonly both?: readonly [forward: WrittenLayer, backward: WrittenLayer];
};

/** The layers that have weights of their own: for a Bidirectional, the two in it. */
export function withWeights(layers: readonly WrittenLayer[]): WrittenLayer[] {
  return layers.flatMap((layer) => layer.both ?? [layer]);
}

/** The layers of a Keras model with the weights of `parts`. One-hot ids are vectors there. */
export function kerasLayersOf(parts: NetworkParts): WrittenLayer[] {
  const { input, layers, dropout = 0, head } = parts;
  const batchShape = input.kind === "embedding" ? [null, null] : [null, null, input.size];
  const dimensions = input.kind === "embedding" ? input.table.length / input.size : 0;
  const dropped = (name: string): WrittenLayer[] =>
    dropout > 0 ? [{ class_name: "Dropout", config: { name, rate: dropout }, weights: {} }] : [];
  return [
    {
      class_name: "InputLayer",
      config: { name: "input_layer", batch_shape: batchShape, dtype: "float32" },
      weights: {},
    },
    ...(input.kind === "embedding"
      ? [
          {
            class_name: "Embedding",
            config: { name: "embedding", input_dim: input.size, output_dim: dimensions, mask_zero: false },
            weights: { embeddings: matrix(input.table, input.size) },
          },
        ]
      : []),
    ...layers.flatMap((_, index) => [recurrentAt(parts, index), ...dropped(numbered("dropout", index))]),
    {
      class_name: "Dense",
      config: { name: "dense", units: head.outputs, activation: "linear", use_bias: true },
      weights: { kernel: matrix(head.w, head.w.length / head.outputs), bias: vector(head.b) },
    },
  ];
}

/** The recurrent layer at `index`: a Bidirectional of two if there is a backward one. */
function recurrentAt({ cell, layers, backward, readout }: NetworkParts, index: number): WrittenLayer {
  const { className, ...kind } = kerasCells[cell];
  const made = (blocks: GateBlocks): WrittenLayer => {
    const { kernel, recurrentKernel, bias } = writeKerasLayer(cell, blocks);
    const config = {
      name: numbered(className === "SimpleRNN" ? "simple_rnn" : className.toLowerCase(), index),
      units: blocks.hiddenSize,
      activation: "tanh",
      ...(cell === "rnn" ? {} : { recurrent_activation: "sigmoid" }),
      use_bias: true,
      return_sequences: index < layers.length - 1 || readout === "every",
      ...("resetAfter" in kind ? { reset_after: kind.resetAfter } : {}),
    };
    return { class_name: className, config, weights: { kernel, recurrent_kernel: recurrentKernel, bias } };
  };
  const forward = made(layers[index] as GateBlocks);
  if (backward === undefined) return forward;
  // Keras and tfjs-layers make the backward layer from the configuration of the forward one.
  const { class_name, config } = forward;
  const wrapper: WrittenLayer = {
    class_name: "Bidirectional",
    config: { name: numbered("bidirectional", index), merge_mode: "concat", layer: { class_name, config } },
    weights: {},
  };
  const within = (layer: WrittenLayer, direction: Direction) => ({
    ...layer,
    within: { wrapper, direction },
  });
  const other = made(backward[index] as GateBlocks);
  return { ...wrapper, both: [within(forward, "forward"), within(other, "backward")] };
}

/** `lstm`, `lstm_1`, ...: the names that Keras gives to layers of a class, in their order. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index}`;
}
