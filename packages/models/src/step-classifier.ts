import type { Layer, ScanOptions, StackTree } from "@tenetjs/cells";
import { checkInteger, type Rng } from "@tenetjs/core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { SequenceClassifierOptions } from "./sequence-classifier.ts";
import { type SequenceParams, sequenceModel } from "./sequence-model.ts";

export type StepClassifier = {
  readonly options: SequenceClassifierOptions;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** Fresh parameters. */
  init(rng: Rng): SequenceParams;
  /** The logits of each step's class, `[batch, time, classes]`, and the state after the last. */
  apply(
    params: SequenceParams,
    inputs: Tensor,
    run?: ScanOptions<StackTree>,
  ): { logits: Tensor3D; state: StackTree };
};

/**
 * A model that names a class at each step of a sequence, from what it has read so far: recurrent layers and p = h Wp + b on every
 * step. Its options are those of a `sequenceClassifier`.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function stepClassifier(options: SequenceClassifierOptions): StepClassifier {
  const classes = checkInteger("stepClassifier", "classes", options.classes, 2);
  const { recurrent, init, apply } = sequenceModel(options, classes);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) => {
      const { outputs, state } = apply(params, inputs, { ...run, keep: "all" });
      return { logits: outputs as Tensor3D, state };
    },
  };
}
