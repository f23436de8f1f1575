import { type Layer, type ScanOptions, type StackTree, scan } from "@tenetjs/cells";
import { checkInteger, type Rng, split } from "@tenetjs/core";
import { tidied } from "@tenetjs/core/tensors";
import { squeeze, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";
import { applyHead, type HeadParams, initHead } from "./head.ts";
import { type InputOptions, type InputParams, inputLayer } from "./input.ts";
import { type RecurrentOptions, recurrentLayers } from "./recurrent-layers.ts";

/** A sequence classifier as plain data: what is written beside its weights is all that is needed to make it again. */
export type SequenceClassifierOptions = RecurrentOptions & {
  readonly input: InputOptions;
  /** How many classes there are. */
  readonly classes: number;
};

export type SequenceClassifierParams = {
  readonly input: InputParams;
  readonly recurrent: StackTree;
  readonly head: HeadParams;
};

export type SequenceClassifier = {
  readonly options: SequenceClassifierOptions;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** Fresh parameters. */
  init(rng: Rng): SequenceClassifierParams;
  /** The logits of a sequence's class, `[batch, classes]`, from the output after its last step, and the state there. */
  apply(
    params: SequenceClassifierParams,
    inputs: Tensor,
    run?: ScanOptions<StackTree>,
  ): { logits: Tensor2D; state: StackTree };
};

/**
 * A model that reads a sequence and then names its class: recurrent layers and p = h Wp + b on the last step.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function sequenceClassifier(options: SequenceClassifierOptions): SequenceClassifier {
  const input = inputLayer(options.input);
  const recurrent = recurrentLayers(input.outputSize, options);
  const classes = checkInteger("sequenceClassifier", "classes", options.classes, 2);
  return {
    options,
    recurrent,
    init: (rng) => ({
      input: input.init(split(rng, "input")),
      recurrent: recurrent.init(split(rng, "recurrent")),
      head: initHead(split(rng, "head"), recurrent.outputSize, classes),
    }),
    apply: (params, inputs, run = {}) =>
      tidied(() => {
        const { outputs, state } = scan(recurrent, params.recurrent, input.apply(params.input, inputs), {
          ...run,
          keep: "last",
        });
        return { logits: applyHead(params.head, squeeze(outputs, [1])) as Tensor2D, state };
      }),
  };
}
