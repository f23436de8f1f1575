import { seed, split } from "@tenetjs/core";
import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { type Forecast, type TimeSeries, timeSeries } from "@tenetjs/datasets";
import {
  type Network,
  type SequenceParams,
  type SequenceRegressor,
  sequenceRegressor,
} from "@tenetjs/models";
import { evaluate, huber, regression, toTensors } from "@tenetjs/training";
import { measuresOf } from "../../run/measures-of.ts";
import type { Run } from "../../run/run.ts";
import type { Measures } from "../../run/run-event.ts";
import type { Trainable } from "../../run/trainable.ts";
import { checkTrainingSize } from "../../size/check-training-size.ts";
import { trainingSize } from "../../size/training-size.ts";
import { networkOf } from "../network-of.ts";
import { optimizerOf } from "../optimizer-of.ts";
import type { NamedRows } from "./read-rows.ts";
import type { SeriesData } from "./series-data.ts";
import type { seriesOptions } from "./series-options.ts";

/** A run on a series. */
export type SeriesRun = Run<typeof seriesOptions, SeriesData>;

/** What a run on a series trains, and its parts. */
export type SeriesTrainable = Trainable & { readonly series: TimeSeries; readonly model: SequenceRegressor };

/** The network of a run on a series. */
export function seriesNetwork({
  options,
  data: { columns, targets },
}: Pick<SeriesRun, "options" | "data">): Network<"sequence-regressor"> {
  return {
    kind: "sequence-regressor",
    options: {
      ...networkOf(options, options.time),
      input: { kind: "vector", size: columns.length },
      outputs: options.horizon * targets.length,
    },
  };
}

/**
 * What a run trains on these rows: Huber's loss of the scaled values, on windows of the first part of the rows. It is evaluated on those of the second part.
 *
 * @throws {RangeError} when an option is out of range, or a part is shorter than a window. @throws {TenetError} `TOO_LARGE` before the network is made.
 */
export function seriesTrainable(
  { options, data }: Pick<SeriesRun, "options" | "data">,
  rows: NamedRows["rows"],
): SeriesTrainable {
  const { batch, cell, time, horizon, optimizer, seed: runSeed, validationShare, testShare } = options;
  const series = timeSeries(rows, {
    steps: time,
    horizon,
    targets: data.targets.map((name) => data.columns.indexOf(name)),
    batch,
    seed: runSeed,
    split: { train: 1 - validationShare - testShare, validation: validationShare, test: testShare },
  });
  const { options: network } = seriesNetwork({ options, data });
  const size = trainingSize({ network, batch, time, optimizer, averages: false, head: "last step" });
  checkTrainingSize(size);
  const model = sequenceRegressor(network);
  const objective = regression(model, { loss: huber, tolerance });
  const chance = chanceOf(series);
  const { start, end } = series.parts.train;
  const what = `${data.targets.join(", ")} of the next ${horizon === 1 ? "row" : `${horizon} rows`}`;
  return {
    title: `${what}, from ${time} rows, ${cell}`,
    lossUnit: "Huber's loss of scaled values",
    size,
    stepsPerEpoch: Math.ceil((end - start) / (batch * time)),
    objective,
    optimizer: optimizerOf(options),
    initialParams: () => model.init(split(seed(runSeed), "parameters")),
    batches: (from) => series.training.from(from),
    heldOut: async (params, _, signal) => ({
      measures: measuresOf(await evaluate({ objective, params, batches: series.validation, signal })),
    }),
    guessing: chance.loss,
    chance,
    patience: null,
    series,
    model,
  };
}

/** How close a forecast has to be to count as right, in deviations of the column. */
export const tolerance = 0.1;

/** The measures of the forecast that every value is the mean of the training part, over the validation part. */
function chanceOf({ validation }: TimeSeries): Measures {
  let [loss, hits, count] = [0, 0, 0];
  for (const { targets } of validation) {
    for (const value of targets.data) {
      const size = Math.abs(value);
      loss += size <= 1 ? size ** 2 / 2 : size - 0.5;
      hits += Number(size < tolerance);
    }
    count += targets.data.length;
  }
  return { loss: loss / count, accuracy: hits / count };
}

/** The forecast of a network with these parameters. */
export function networkForecast(model: SequenceRegressor, params: TensorTree): Forecast {
  return async (batch) => {
    const { inputs, targets } = toTensors(batch);
    const { predictions, state } = model.apply(params as SequenceParams, inputs);
    const values = await predictions.data();
    disposeTree([inputs, targets, predictions, state]);
    return values;
  };
}
