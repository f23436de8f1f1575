import { disposeTree } from "@tenetjs/core/tensors";
import {
  type Forecast,
  type ForecastErrors,
  forecastErrors,
  naiveForecast,
  type RowRange,
} from "@tenetjs/datasets";
import { paramsFrom, weightsLine } from "../../run/stored-weights.ts";
import { columns } from "../../terminal/columns.ts";
import type { TaskWork } from "../task.ts";
import { notFollowed } from "../text/corpus-splits.ts";
import { rereadRows } from "./read-rows.ts";
import {
  networkForecast,
  type SeriesRun,
  type SeriesTrainable,
  seriesTrainable,
} from "./series-trainable.ts";

/** The evaluator of a run on a series: its measures on the validation part, and its errors on the test part beside those of naive forecasts. */
export const seriesEvaluation: TaskWork["evaluator"] = (stored, { name, terminal }) => {
  const run = stored.run as unknown as SeriesRun;
  const open = async () => {
    if (name === undefined && run.data.source.kind === "file" && !stored.own) throw notFollowed();
    const moved = name === undefined ? [] : [name];
    return seriesTrainable(run, await rereadRows(run.data, { moved, terminal }));
  };
  let opened: Promise<SeriesTrainable> | undefined;
  const trainable = () => {
    opened ??= open();
    return opened;
  };
  return {
    trial: () => ({
      run: async (steps) => {
        const { initialParams, heldOut } = await trainable();
        const params = initialParams();
        for (let step = 0; step < steps; step += 1) await heldOut(params, "subset");
        disposeTree(params);
      },
      end: () => {},
    }),
    report: async () => {
      const made = await trainable();
      const { chance, initialParams, series, title, heldOut, lossUnit } = made;
      const params = paramsFrom(stored, initialParams);
      try {
        const { measures } = await heldOut(params, "all");
        const forecasts = await errorsOf(made, networkForecast(made.model, params), run.options.season);
        const { train, validation, test } = series.parts;
        return {
          json: {
            weights: stored.source,
            ...measures,
            chance: chance ?? null,
            parts: { train, validation, test },
            forecasts,
          },
          lines: [
            weightsLine(stored.source),
            title,
            `validation, ${inWords(validation)}: loss ${measures.loss.toFixed(4)} (${lossUnit}; the mean alone: ${chance?.loss.toFixed(4)})`,
            `test, ${inWords(test)}, after training on ${inWords(train)}:`,
            ...columns([
              ["forecast", "mean absolute error", "root mean squared error"],
              ...forecasts.map(({ forecast, meanAbsoluteError, rootMeanSquaredError }) => [
                forecast,
                meanAbsoluteError.toPrecision(4),
                rootMeanSquaredError.toPrecision(4),
              ]),
            ]),
          ],
        };
      } finally {
        disposeTree(params);
      }
    },
  };
};

/** The errors of the network and of the naive forecasts on the test part. */
async function errorsOf(
  { series }: SeriesTrainable,
  network: Forecast,
  season: number | null,
): Promise<({ readonly forecast: string } & ForecastErrors)[]> {
  const forecasts: Readonly<Record<string, Forecast>> = {
    network,
    "naive: the last row": naiveForecast(series),
    ...(season === null ? {} : { [`naive: ${season} rows ago`]: naiveForecast(series, { period: season }) }),
  };
  const found: ({ readonly forecast: string } & ForecastErrors)[] = [];
  for (const [forecast, compute] of Object.entries(forecasts))
    found.push({ forecast, ...(await forecastErrors(series, compute)) });
  return found;
}

/** `rows 1 to 700`, as people count. */
function inWords({ start, end }: RowRange): string {
  return `rows ${start + 1} to ${end}`;
}
