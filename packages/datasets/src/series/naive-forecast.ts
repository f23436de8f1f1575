import { checkInteger } from "@tenetjs/core/internals";
import type { Forecast } from "./forecast-errors.ts";
import type { TimeSeries } from "./time-series.ts";

/**
 * The forecast that any network has to beat: that each value is the last one again, or with a `period` above 1, the value of one period earlier (the seasonal
 * naive forecast).
 *
 * @throws {RangeError} when `period` is not an integer from 1 to the steps of a window, which is all that a forecast may read.
 */
export function naiveForecast(
  { steps, horizon, inputSize, targets, outputs }: TimeSeries,
  { period = 1 }: { readonly period?: number } = {},
): Forecast {
  checkInteger("naiveForecast", "period", period, 1, steps);
  return ({ inputs }) => {
    const windows = inputs.shape[0] as number;
    const forecasts = new Float32Array(windows * outputs);
    for (let window = 0; window < windows; window += 1) {
      for (let ahead = 0; ahead < horizon; ahead += 1) {
        const row = window * steps + steps - period + (ahead % period);
        targets.forEach((column, target) => {
          const place = window * outputs + ahead * targets.length + target;
          forecasts[place] = inputs.data[row * inputSize + column] as number;
        });
      }
    }
    return forecasts;
  };
}
