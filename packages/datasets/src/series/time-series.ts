import { integer, type Rng, seed as seeded, split as splitRng } from "@tenetjs/core";
import {
  checkChoice,
  checkInteger,
  checkOptions,
  checkPositive,
  phrase,
  problem,
} from "@tenetjs/core/internals";
import type { Batch, Batches, Values } from "../batch.ts";
import { batches } from "../batches.ts";
import { noScaling, type Scaling, standardScaling } from "./scaling.ts";
import { columnsOf, type SeriesRows } from "./series-rows.ts";

export type TimeSeriesOptions = {
  /** How many rows the network reads. */
  readonly steps: number;
  /** How many of the following rows it predicts. Default: 1. */
  readonly horizon?: number;
  /** The columns that it predicts, counted from 0. Default: all. */
  readonly targets?: readonly number[];
  /** Windows in a batch. Default: 32. */
  readonly batch?: number;
  readonly seed?: number | string;
  /** The proportions of the three parts, first to last in time. Default: 0.7, 0.15 and 0.15. */
  readonly split?: { readonly train: number; readonly validation: number; readonly test: number };
  /** Default: "standard", each column to mean 0 and deviation 1 over the training part. */
  readonly scaling?: "standard" | "none";
};

/** A batch whose targets are real values, `[batch, 1, outputs]`. */
export type SeriesBatch = Batch<Values<Float32Array>> & { readonly inputs: Values<Float32Array> };

/** The rows of a part: from `start` up to, and without, `end`. */
export type RowRange = { readonly start: number; readonly end: number };

/** A series of rows as windows to train on and to test with. */
export type TimeSeries = {
  readonly steps: number;
  readonly horizon: number;
  /** Numbers in a row. */
  readonly inputSize: number;
  /** The columns that are predicted. */
  readonly targets: readonly number[];
  /** Numbers that are predicted at a time: `horizon` rows of the targets, row after row. */
  readonly outputs: number;
  /** How each column was scaled. Fitted on the training part alone. */
  readonly scaling: readonly Scaling[];
  readonly parts: Readonly<Record<"train" | "validation" | "test", RowRange>>;
  /** Windows from random places of the training part, without end. */
  readonly training: Batches<SeriesBatch>;
  /** Every window of the part once, in order. */
  readonly validation: Batches<SeriesBatch>;
  readonly test: Batches<SeriesBatch>;
  /** Predictions or targets, any number of windows, in the units of the rows. */
  unscale(outputs: ArrayLike<number>): Float32Array;
};

/**
 * Windows over `rows` of numbers, for forecasting: a network reads `steps` rows and predicts columns of the next `horizon`. `inputs` are
 * `[batch, steps, columns]`, `targets` `[batch, 1, outputs]`, both scaled.
 *
 * Nothing of the future leaks: the parts follow each other in time, no window crosses from one into the next, and the scaling is fitted on
 * the training part alone.
 *
 * @throws {RangeError} for rows of different lengths or with values that are not finite, for a size or a column out of range, for proportions that do not
 *   sum to 1, and when a part is too short for one window. @throws {TypeError} for an unknown option.
 */
export function timeSeries(rows: SeriesRows, options: TimeSeriesOptions): TimeSeries {
  const where = "timeSeries";
  checkOptions(where, options, known);
  const { horizon = 1, batch = 32, seed = 0, scaling: kind = "standard" } = options;
  const columns = columnsOf(where, rows);
  const steps = checkInteger(where, "steps", options.steps, 1);
  checkInteger(where, "horizon", horizon, 1);
  checkInteger(where, "batch", batch, 1);
  checkChoice(where, "scaling", kind, ["standard", "none"]);
  const targets = options.targets ?? Array.from({ length: columns }, (_, column) => column);
  if (targets.length === 0)
    throw new RangeError(problem(where, "at least one target column", phrase("none")));
  for (const column of targets) checkInteger(where, "a target column", column, 0, columns - 1);

  const parts = partsOf(where, rows.length, steps + horizon, options.split);
  const { start, end } = parts.train;
  const scaling = kind === "none" ? noScaling(columns) : standardScaling(rows.slice(start, end), columns);
  const outputs = horizon * targets.length;
  const scaled = (row: number, column: number) => {
    const { mean, deviation } = scaling[column] as Scaling;
    return (((rows[row] as readonly number[])[column] as number) - mean) / deviation;
  };

  /** The windows whose first rows are `starts`. */
  const windowsAt = (starts: readonly number[]): SeriesBatch => {
    const inputs = new Float32Array(starts.length * steps * columns);
    const wanted = new Float32Array(starts.length * outputs);
    starts.forEach((first, window) => {
      for (let place = 0; place < steps * columns; place += 1) {
        const [step, column] = [Math.floor(place / columns), place % columns];
        inputs[window * steps * columns + place] = scaled(first + step, column);
      }
      for (let place = 0; place < outputs; place += 1) {
        const [ahead, target] = [Math.floor(place / targets.length), place % targets.length];
        wanted[window * outputs + place] = scaled(first + steps + ahead, targets[target] as number);
      }
    });
    return {
      inputs: { data: inputs, shape: [starts.length, steps, columns] },
      targets: { data: wanted, shape: [starts.length, 1, outputs] },
    };
  };
  const inOrder = (part: RowRange): Batches<SeriesBatch> => {
    const windows = windowCount(part, steps + horizon);
    return batches(Math.ceil(windows / batch), (index) => {
      const size = Math.min(batch, windows - index * batch);
      return windowsAt(Array.from({ length: size }, (_, row) => part.start + index * batch + row));
    });
  };
  const root = splitRng(seeded(seed), "time series");
  const draw = (rng: Rng) => start + integer(rng, windowCount(parts.train, steps + horizon));

  return {
    steps,
    horizon,
    inputSize: columns,
    targets,
    outputs,
    scaling,
    parts,
    training: batches(Number.POSITIVE_INFINITY, (index) => {
      const rng = splitRng(root, index);
      return windowsAt(Array.from({ length: batch }, () => draw(rng)));
    }),
    validation: inOrder(parts.validation),
    test: inOrder(parts.test),
    unscale: (numbers) =>
      Float32Array.from(numbers, (value, place) => {
        const { mean, deviation } = scaling[targets[place % targets.length] as number] as Scaling;
        return value * deviation + mean;
      }),
  };
}

const known = {
  steps: true,
  horizon: true,
  targets: true,
  batch: true,
  seed: true,
  split: true,
  scaling: true,
} as const;

const defaultSplit = { train: 0.7, validation: 0.15, test: 0.15 };

function windowCount({ start, end }: RowRange, rowsOfWindow: number): number {
  return end - start - rowsOfWindow + 1;
}

function partsOf(
  where: string,
  rows: number,
  rowsOfWindow: number,
  split: NonNullable<TimeSeriesOptions["split"]> = defaultSplit,
): TimeSeries["parts"] {
  checkOptions(`${where}, split`, split, { train: true, validation: true, test: true });
  const names = ["train", "validation", "test"] as const;
  const total = names.reduce((sum, name) => sum + checkPositive(where, `split.${name}`, split[name]), 0);
  if (Math.abs(total - 1) > 1e-6)
    throw new RangeError(problem(where, "proportions that sum to 1", phrase(`a sum of ${total}`)));
  const firstEnd = Math.round(split.train * rows);
  const secondEnd = Math.round((split.train + split.validation) * rows);
  const parts = {
    train: { start: 0, end: firstEnd },
    validation: { start: firstEnd, end: secondEnd },
    test: { start: secondEnd, end: rows },
  };
  for (const name of names) {
    const { start, end } = parts[name];
    if (end - start >= rowsOfWindow) continue;
    const expected = `at least ${rowsOfWindow} rows in the ${name} part, for one window and what follows it`;
    throw new RangeError(problem(where, expected, end - start));
  }
  return parts;
}
