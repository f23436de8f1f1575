import { type Rng, seed, split } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Batches } from "@tenetjs/datasets";
import type { ModelOptions } from "@tenetjs/models";
import { evaluate, type Objective } from "@tenetjs/training";
import type { KeptCommonValues } from "../options/common-options.ts";
import { measuresOf } from "../run/measures-of.ts";
import type { Measures } from "../run/run-event.ts";
import type { Trainable } from "../run/trainable.ts";
import { checkTrainingSize } from "../size/check-training-size.ts";
import { type TrainingSizeOptions, trainingSize } from "../size/training-size.ts";
import { optimizerOf } from "./optimizer-of.ts";

export type GeneratedTrainableOptions<Network extends ModelOptions, Model> = Pick<
  Trainable,
  "title" | "lossUnit"
> &
  Pick<TrainingSizeOptions, "time" | "head"> & {
    readonly options: KeptCommonValues;
    readonly dataset: {
      /** Endless. */
      readonly training: Batches;
      readonly heldOut: Batches;
      readonly chance: Measures;
    };
    readonly network: Network;
    readonly model: (network: Network) => Model;
    readonly objective: (model: Model) => Objective;
  };

/**
 * A trainable of a model on `dataset`, which is evaluated on all held-out data of the dataset.
 *
 * @throws {TenetError} `TOO_LARGE` before the model is made, when it does not fit in the memory of this machine.
 */
export function generatedTrainable<
  Network extends ModelOptions,
  Model extends { init(rng: Rng): TensorTree },
>({ options, dataset, network, time, head, ...parts }: GeneratedTrainableOptions<Network, Model>): Trainable {
  const { batch, optimizer, seed: runSeed } = options;
  const size = trainingSize({ network, batch, time, optimizer, head });
  checkTrainingSize(size);
  const { title, lossUnit } = parts;
  const model = parts.model(network);
  const objective = parts.objective(model);
  return {
    title,
    ...(lossUnit === undefined ? {} : { lossUnit }),
    size,
    stepsPerEpoch: null,
    objective,
    optimizer: optimizerOf(options),
    initialParams: () => model.init(split(seed(runSeed), "parameters")),
    batches: (from) => dataset.training.from(from),
    heldOut: async (params, _, signal) => ({
      measures: measuresOf(await evaluate({ objective, params, batches: dataset.heldOut, signal })),
    }),
    guessing: dataset.chance.loss,
    chance: dataset.chance,
    patience: null,
  };
}
