import { seed, split } from "@tenetjs/core";
import type { Batches } from "@tenetjs/datasets";
import { type ModelOfKind, type Network, type NetworkKind, networkModel } from "@tenetjs/models";
import { evaluate, type Objective } from "@tenetjs/training";
import type { KeptCommonValues } from "../options/common-options.ts";
import { type Curriculum, stagesUpTo } from "../run/curriculum.ts";
import { measuresOf } from "../run/measures-of.ts";
import type { Measures } from "../run/run-event.ts";
import type { Trainable } from "../run/trainable.ts";
import { checkTrainingSize } from "../size/check-training-size.ts";
import { type TrainingSizeOptions, trainingSize } from "../size/training-size.ts";
import { optimizerOf } from "./optimizer-of.ts";

/** What a run on generated data trains, and its network. */
export type GeneratedTrainable = Trainable & { readonly network: Network };

export type GeneratedTrainableOptions<Kind extends NetworkKind> = Pick<Trainable, "title" | "lossUnit"> &
  Pick<TrainingSizeOptions, "time" | "head"> & {
    readonly options: KeptCommonValues;
    readonly dataset: {
      /** Endless. */
      readonly training: Batches;
      readonly heldOut: Batches;
      readonly chance: Measures;
    };
    readonly network: Network<Kind>;
    readonly objective: (model: ModelOfKind<Kind>) => Objective;
    /** For a task whose sequences have a length. */
    readonly length?: {
      readonly own: number;
      /** How it grows up to that in training; null if it does not. */
      readonly grows: Curriculum | null;
      /** The training batches of another length. */
      at(length: number): Batches;
    };
  };

/**
 * A trainable of a model on `dataset`, which is evaluated on all held-out data of the dataset.
 *
 * @throws {TenetError} `TOO_LARGE` before the model is made, when it does not fit in the memory of this machine.
 */
export function generatedTrainable<Kind extends NetworkKind>({
  options,
  dataset,
  network,
  time,
  head,
  length,
  ...parts
}: GeneratedTrainableOptions<Kind>): GeneratedTrainable {
  const { batch, optimizer, seed: runSeed } = options;
  const size = trainingSize({ network: network.options, batch, time, optimizer, averages: false, head });
  checkTrainingSize(size);
  const { title, lossUnit } = parts;
  const model = networkModel(network);
  const objective = parts.objective(model);
  return {
    network: network as Network,
    title,
    ...(lossUnit === undefined ? {} : { lossUnit }),
    size,
    stepsPerEpoch: null,
    objective,
    optimizer: optimizerOf(options),
    initialParams: () => model.init(split(seed(runSeed), "parameters")),
    batches: (from) => dataset.training.from(from),
    ...(length === undefined ? {} : { lengths: length }),
    ...(length?.grows ? { stages: stagesUpTo(length.own, length.grows, length.at) } : {}),
    heldOut: async (params, _, signal) => ({
      measures: measuresOf(await evaluate({ objective, params, batches: dataset.heldOut, signal })),
    }),
    guessing: dataset.chance.loss,
    chance: dataset.chance,
    patience: null,
  };
}
