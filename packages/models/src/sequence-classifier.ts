import type { Layer, ScanOptions, StackTree } from "@tenetjs/cells";
import { checkInteger, type Rng } from "@tenetjs/core";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { InputOptions } from "./input.ts";
import type { RecurrentOptions } from "./recurrent-layers.ts";
import { type SequenceParams, sequenceModel } from "./sequence-model.ts";

/** A classifier as plain data: what is written beside its weights is all that is needed to make it again. */
export type SequenceClassifierOptions = RecurrentOptions & {
  readonly input: InputOptions;
  /** How many classes there are. */
  readonly classes: number;
};

export type SequenceClassifier = {
  readonly options: SequenceClassifierOptions;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** Fresh parameters. */
  init(rng: Rng): SequenceParams;
  /** The logits of a sequence's class, `[batch, classes]`, from the output after its last step, and the state there. */
  apply(
    params: SequenceParams,
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
  const classes = checkInteger("sequenceClassifier", "classes", options.classes, 2);
  const { recurrent, init, apply } = sequenceModel(options, classes);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) => {
      const { outputs, state } = apply(params, inputs, { ...run, keep: "last" });
      return { logits: outputs as Tensor2D, state };
    },
  };
}
