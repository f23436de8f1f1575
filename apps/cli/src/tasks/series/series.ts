import type { Task } from "../task.ts";
import { type SeriesData, seriesData } from "./series-data.ts";
import { seriesOptions } from "./series-options.ts";

/** `tenet train series`: forecasting rows of numbers. */
export const series: Task<typeof seriesOptions, SeriesData> = {
  name: "series",
  argument: {
    name: "<file>",
    help: "a CSV file with a row for each step in time, or tides, which is generated",
  },
  help: `
The parts for training, validation and test follow each other in time. Columns are scaled to mean 0 and deviation 1 over the training
part alone. tenet eval compares the forecasts of the test part with naive ones, target by target, in the units of the file. The
accuracy counts forecasts within a tenth of a deviation.

Examples:
  tenet train series tides --horizon 6 --out runs/tides
  tenet eval runs/tides
  tenet train series load.csv --target load --window 168 --season 24 --horizon 24`,
  options: seriesOptions,
  data: seriesData,
  evaluationOptions: {},
  load: async () => (await import("./series-work.ts")).seriesWork,
};
