import type { Table } from "@tenetjs/figures";
import { trainingCurves } from "@tenetjs/figures/node";
import type { Finished } from "../experiment.ts";
import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import type { LanguageResult, LanguageSpec, SourceResult, WrittenSample } from "./language-spec.ts";

export type FinishedLanguage = Finished<LanguageSpec, LanguageResult>;

/** The curves of all trainings, with the held-out values as markers. */
export function languageCurves(title: string, finished: readonly FinishedLanguage[]): string {
  const vocabulary = finished[0]?.result.vocabulary ?? 2;
  return trainingCurves({
    title,
    chance: { loss: Math.log(vocabulary), accuracy: 1 / vocabulary },
    runs: finished.map(({ spec, result }) => ({ name: spec.recipe, points: result.points })),
  });
}

/** The scores of each recipe on each text over its seeds, with the n-gram model beside them. */
export function scoreTable(finished: readonly FinishedLanguage[]): Table {
  const recipes = Array.from(grouped(finished, ({ spec }) => spec.recipe).values());
  const row = (runs: readonly FinishedLanguage[], index: number) => {
    const [{ spec, result }] = runs as [FinishedLanguage];
    const { name, ngram } = result.sources[index] as SourceResult;
    const over = (value: (source: SourceResult) => number | undefined) => {
      const values = runs.flatMap((run) => value(run.result.sources[index] as SourceResult) ?? []);
      return values.length === 0 ? "" : inWords(seedsSummary(values), 4);
    };
    return [
      ...[spec.recipe, name, result.parameters, spec.steps, runs.length],
      over(({ training }) => training.nats),
      over(({ heldOut }) => heldOut.nats),
      over(({ dynamic }) => dynamic?.nats),
      ngram.nats.toFixed(4),
      over(({ heldOut }) => heldOut.accuracy),
      inWords(seedsSummary(runs.map((run) => run.result.seconds)), 0),
    ];
  };
  return {
    caption: "Loss in nats per character after the last step",
    note: "The last tenth of each text is held out, and read from start to end with the state carried. Learning on: the network learns from what it has read, after it was scored. The median over the seeds, and the lowest to the highest.",
    columns: [
      ...["recipe", "text", "parameters", "steps", "seeds", "training text", "held out", "learning on"],
      ...[`${finished[0]?.spec.order}-gram`, "accuracy held out", "seconds of training"],
    ],
    rows: recipes.flatMap((runs) => (runs[0]?.result.sources ?? []).map((_, index) => row(runs, index))),
    numericColumns: [5, 6, 7, 8, 9, 10],
  };
}

/** The samples of the first seed of each recipe. */
export function sampleTable(finished: readonly FinishedLanguage[]): Table {
  const first = Array.from(grouped(finished, ({ spec }) => spec.recipe).values(), ([run]) => run);
  return {
    caption: "Samples",
    note: "Each goes on from the prompt, by carrying the state: any length takes the same time a character. A line break is written as ↵.",
    columns: ["recipe", "step", "temperature", "sample"],
    rows: first.flatMap((run) =>
      (run as FinishedLanguage).result.samples.map(({ step, temperature, text }: WrittenSample) => [
        (run as FinishedLanguage).spec.recipe,
        step,
        temperature === null ? "greedy" : String(temperature),
        text.replaceAll("\n", "↵"),
      ]),
    ),
  };
}

/** How many nats the best evaluation of a run is below the n-gram model, in the sum over its texts. */
export function aheadOfNgrams({ result: { sources } }: Pick<FinishedLanguage, "result">): number {
  const total = sources.reduce((sum, { heldOut }) => sum + heldOut.tokens, 0);
  const ahead = ({ ngram, heldOut, dynamic }: SourceResult) =>
    ngram.nats - Math.min(heldOut.nats, dynamic?.nats ?? Number.POSITIVE_INFINITY);
  return sources.reduce((sum, source) => sum + ahead(source) * source.heldOut.tokens, 0) / total;
}

/** How far the best evaluations are from the n-gram model: "0.0212 (0.0150 to 0.0260) nats below". */
export function besideNgrams(runs: readonly Pick<FinishedLanguage, "result">[], digits: number): string {
  const ahead = runs.map(aheadOfNgrams);
  return seedsSummary(ahead).median >= 0
    ? `${inWords(seedsSummary(ahead), digits)} nats below`
    : `${inWords(seedsSummary(ahead.map((nats) => -nats)), digits)} nats above`;
}
