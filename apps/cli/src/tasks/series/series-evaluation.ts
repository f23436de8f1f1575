import { disposeTree } from "@tenetjs/core/tensors";
import {
  type Forecast,
  type ForecastErrors,
  forecastErrors,
  type MeanErrors,
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
        const { season } = run.options;
        const forecasts = await errorsOf(made, networkForecast(made.model, params), season);
        const named = forecasts.map(({ targets, ...errors }) => ({
          ...errors,
          targets: targets.map(({ column, ...ofTarget }) => ({
            target: run.data.columns[column] as string,
            ...ofTarget,
          })),
        }));
        const { train, validation, test } = series.parts;
        return {
          json: {
            weights: stored.source,
            ...measures,
            chance: chance ?? null,
            parts: { train, validation, test },
            forecasts: named,
          },
          lines: [
            weightsLine(stored.source),
            title,
            `validation, ${inWords(validation)}: loss ${measures.loss.toFixed(4)} (${lossUnit}; the mean alone: ${chance?.loss.toFixed(4)})`,
            `test, ${inWords(test)}, after training on ${inWords(train)}:`,
            ...errorTable(named),
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

type NamedErrors = { readonly forecast: string; readonly targets: readonly TargetErrors[] };
type TargetErrors = { readonly target: string } & MeanErrors;

/** A table of the errors: of each target, the network's beside those of the naive forecasts. A mean over targets is no row, since their units may differ. */
function errorTable(forecasts: readonly NamedErrors[]): string[] {
  const [{ targets } = { targets: [] }] = forecasts;
  const several = targets.length > 1;
  const rows = targets.flatMap(({ target }, index) =>
    forecasts.map(({ forecast, targets }) => {
      const { meanAbsoluteError, rootMeanSquaredError } = targets[index] as TargetErrors;
      const errors = [meanAbsoluteError.toPrecision(4), rootMeanSquaredError.toPrecision(4)];
      return [...(several ? [target] : []), forecast, ...errors];
    }),
  );
  const heads = ["forecast", "mean absolute error", "root mean squared error"];
  return columns([several ? ["target", ...heads] : heads, ...rows]);
}

/** `rows 1 to 700`, as people count. */
function inWords({ start, end }: RowRange): string {
  return `rows ${start + 1} to ${end}`;
}
