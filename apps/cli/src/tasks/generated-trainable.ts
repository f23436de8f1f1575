import { type Rng, seed, split } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Batches } from "@tenetjs/datasets";
import { evaluate, type Objective } from "@tenetjs/training";
import type { KeptCommonValues } from "../options/common-options.ts";
import { measuresOf } from "../run/measures-of.ts";
import type { Measures } from "../run/run-event.ts";
import type { Trainable } from "../run/trainable.ts";
import { optimizerOf } from "./optimizer-of.ts";

export type GeneratedTrainableOptions = Pick<Trainable, "title" | "lossUnit"> & {
  readonly options: KeptCommonValues;
  readonly dataset: {
    /** Endless. */
    readonly training: Batches;
    readonly heldOut: Batches;
    readonly chance: Measures;
  };
  readonly model: { init(rng: Rng): TensorTree };
  readonly objective: Objective;
};

/** A trainable of `model` on `dataset`, which is evaluated on all held-out data of the dataset. */
export function generatedTrainable({
  options,
  dataset,
  model,
  objective,
  ...labels
}: GeneratedTrainableOptions): Trainable {
  return {
    ...labels,
    objective,
    optimizer: optimizerOf(options),
    initialParams: () => model.init(split(seed(options.seed), "parameters")),
    batches: (from) => dataset.training.from(from),
    heldOut: async (params) => ({
      measures: measuresOf(await evaluate({ objective, params, batches: dataset.heldOut })),
    }),
    chance: dataset.chance,
    patience: null,
  };
}
