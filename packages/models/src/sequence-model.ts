import type { Layer, ScanOptions, StackTree } from "@tenetjs/cells";
import { type Rng, split } from "@tenetjs/core";
import { tidied } from "@tenetjs/core/tensors";
import { squeeze, type Tensor } from "@tensorflow/tfjs-core";
import { embeddedScan } from "./embedded-scan.ts";
import { applyHead, type HeadParams, initHead } from "./head.ts";
import { type InputOptions, type InputParams, inputLayer } from "./input.ts";
import { layersOf, type RecurrentOptions, stackOf } from "./recurrent-layers.ts";

export type SequenceParams = {
  readonly input: InputParams;
  readonly recurrent: StackTree;
  readonly head: HeadParams;
};

/** The options of a model that reads whole sequences, as plain data. */
export type SequenceOptions = RecurrentOptions & {
  readonly input: InputOptions;
  /** Whether each layer reads the sequence in both directions, with weights of its own for each. Its outputs are then twice as wide. Default: false. */
  readonly bidirectional?: boolean;
};

/** The common part of all sequence models: an input layer, recurrent layers, and a head on their outputs. */
export type SequenceModel = {
  readonly recurrent: Layer<StackTree, StackTree>;
  /** Initial parameters. */
  init(rng: Rng): SequenceParams;
  /**
   * The outputs of the head after each step, `[batch, time, outputs]`, or only after the last, `[batch, outputs]`; and the state after
   * the last step.
   */
  apply(
    params: SequenceParams,
    inputs: Tensor,
    run: ScanOptions<StackTree> & { readonly keep: "all" | "last" },
  ): { outputs: Tensor; state: StackTree };
};

/** A sequence model whose head has `outputs` numbers. @throws {RangeError} in the cases of `recurrentLayers` and `inputLayer`. */
export function sequenceModel(options: SequenceOptions, outputs: number): SequenceModel {
  const input = inputLayer(options.input);
  const layers = layersOf(input.outputSize, options);
  const recurrent = stackOf(layers, options);
  const overInputs = embeddedScan(options.input, input, layers, options);
  return {
    recurrent,
    init: (rng) => ({
      input: input.init(split(rng, "input")),
      recurrent: recurrent.init(split(rng, "recurrent")),
      head: initHead(split(rng, "head"), recurrent.outputSize, outputs),
    }),
    apply: (params, inputs, run) =>
      tidied(() => {
        const { outputs: h, state } = overInputs(params, inputs, run);
        return { outputs: applyHead(params.head, run.keep === "last" ? squeeze(h, [1]) : h), state };
      }),
  };
}
