import type { Batches } from "../batch.ts";
import type { SeriesBatch, TimeSeries } from "./time-series.ts";

/** How far forecasts are from what came, in the units of the rows. */
export type ForecastErrors = {
  /** The mean of |forecast - value|. */
  readonly meanAbsoluteError: number;
  /** The square root of the mean of (forecast - value)^2. */
  readonly rootMeanSquaredError: number;
  /** The number of values that were forecast. */
  readonly count: number;
};

/** The outputs for a batch's windows, scaled as its targets are: `[batch, 1, outputs]`, row after row. */
export type Forecast = (batch: SeriesBatch) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** The errors of `forecast` over the windows of `part`, in the units of the rows. Default: the test part. */
export async function forecastErrors(
  series: TimeSeries,
  forecast: Forecast,
  part: Batches<SeriesBatch> = series.test,
): Promise<ForecastErrors> {
  let [absolute, squared, count] = [0, 0, 0];
  for (const batch of part) {
    const values = series.unscale(batch.targets.data);
    const forecasts = series.unscale(await forecast(batch));
    values.forEach((value, place) => {
      const error = (forecasts[place] ?? Number.NaN) - value;
      absolute += Math.abs(error);
      squared += error ** 2;
    });
    count += values.length;
  }
  return { meanAbsoluteError: absolute / count, rootMeanSquaredError: Math.sqrt(squared / count), count };
}
