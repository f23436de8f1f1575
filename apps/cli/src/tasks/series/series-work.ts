import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import type { Network } from "@tenetjs/models";
import { keptValues } from "../../options/option.ts";
import { newRun } from "../../run/run.ts";
import type { TaskWork } from "../task.ts";
import { checkRecorded } from "../text/recorded-texts.ts";
import { readRows, rereadRows } from "./read-rows.ts";
import type { SeriesData } from "./series-data.ts";
import { seriesEvaluation } from "./series-evaluation.ts";
import { type SeriesOptions, seriesOptions } from "./series-options.ts";
import { type SeriesRun, seriesNetwork, seriesTrainable } from "./series-trainable.ts";

/** The season of the generated series: the moon's tide comes twice in 25 hours. */
const tidesSeason = 25;

/** What the task `series` does. */
export const seriesWork: TaskWork<typeof seriesOptions, SeriesData> = {
  begin: async ({ values, names, terminal }) => {
    const [name = ""] = names;
    const { source, columns, rows } = await readRows(name, { columns: values.columns, terminal });
    const season =
      values.season ?? (source.kind === "tides" && values.time >= tidesSeason ? tidesSeason : null);
    const options = { ...keptValues(seriesOptions, values), season };
    checkOptions(options);
    const data = {
      source,
      rows: rows.length,
      columns: [...columns],
      targets: targetsOf(values.target, columns),
    };
    const trainable = seriesTrainable({ options, data }, rows);
    const network = seriesNetwork({ options, data }) as Network;
    return {
      run: newRun<typeof seriesOptions, SeriesData>({
        task: "series",
        network,
        vocabulary: null,
        options,
        data,
      }),
      trainable,
    };
  },
  open: async (run, { names, terminal, path }) => {
    const { source } = run.data;
    if (source.kind === "file")
      checkRecorded([{ name: "series", origin: { kind: "file", path: source.path } }], names, path);
    return seriesTrainable(run, await rereadRows(run.data, { moved: names, terminal }));
  },
  network: (run) => seriesNetwork(run as SeriesRun) as Network,
  evaluator: seriesEvaluation,
};

/** @throws {RangeError} for options that contradict each other. */
function checkOptions({ season, time, validationShare, testShare }: SeriesOptions): void {
  if (season !== null && season > time) {
    const next = `A forecast reads ${time} rows: use --window ${season} or more.`;
    throw new RangeError(problem("--season", "a period of at most the rows of --window", season, next));
  }
  if (validationShare + testShare < 1) return;
  const got = phrase(`${validationShare} and ${testShare}`);
  throw new RangeError(problem("--validation-share and --test-share", "a sum below 1", got));
}

/** The columns to predict. */
function targetsOf(wanted: readonly string[] | null, columns: readonly string[]): string[] {
  const unknown = wanted?.find((name) => !columns.includes(name));
  if (unknown !== undefined)
    throw new RangeError(
      problem("--target", `columns among ${columns.join(", ")}`, phrase(excerpt(unknown))),
    );
  return [...(wanted ?? columns)];
}
