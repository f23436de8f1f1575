import type { Batches } from "../batch.ts";
import type { SeriesBatch, TimeSeries } from "./time-series.ts";

/** How far forecasts are from what came, in the units of the rows. */
export type MeanErrors = {
  /** The mean of |forecast - value|. */
  readonly meanAbsoluteError: number;
  /** The square root of the mean of (forecast - value)^2. */
  readonly rootMeanSquaredError: number;
  /** The number of values that were forecast. */
  readonly count: number;
};

/** The errors over all target columns, which is a number of their units only if those are the same, and the errors of each. */
export type ForecastErrors = MeanErrors & {
  /** The errors of each target column, in the order of the series' `targets`. */
  readonly targets: readonly (MeanErrors & { readonly column: number })[];
};

/** The outputs for a batch's windows, scaled as its targets are: `[batch, 1, outputs]`, row after row. */
export type Forecast = (batch: SeriesBatch) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** The errors of `forecast` over the windows of `part`, in the units of the rows. Default: the test part. */
export async function forecastErrors(
  series: TimeSeries,
  forecast: Forecast,
  part: Batches<SeriesBatch> = series.test,
): Promise<ForecastErrors> {
  const sums = series.targets.map(() => ({ absolute: 0, squared: 0, count: 0 }));
  for (const batch of part) {
    const values = series.unscale(batch.targets.data);
    const forecasts = series.unscale(await forecast(batch));
    values.forEach((value, place) => {
      const error = (forecasts[place] ?? Number.NaN) - value;
      const sum = sums[place % sums.length] as Sums;
      sum.absolute += Math.abs(error);
      sum.squared += error ** 2;
      sum.count += 1;
    });
  }
  const total = (name: keyof Sums) => sums.reduce((all, sum) => all + sum[name], 0);
  return {
    ...meansOf({ absolute: total("absolute"), squared: total("squared"), count: total("count") }),
    targets: sums.map((sum, index) => ({ column: series.targets[index] as number, ...meansOf(sum) })),
  };
}

type Sums = { absolute: number; squared: number; count: number };

function meansOf({ absolute, squared, count }: Sums): MeanErrors {
  return { meanAbsoluteError: absolute / count, rootMeanSquaredError: Math.sqrt(squared / count), count };
}
