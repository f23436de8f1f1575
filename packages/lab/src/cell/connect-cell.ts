import type { Connect } from "../element/define-element.ts";
import type { RaceFact } from "../race/race-facts.ts";
import { accuracyOf, addFact, recordOf } from "../race/race-record.ts";
import { accuracySentence } from "../race/race-sentences.ts";
import { cellSource } from "../recipe/cell-source.ts";
import type { PlainRecipe } from "../recipe/plain-recipe.ts";
import { recipePanel } from "../recipe/recipe-panel.ts";
import { connectTraining } from "../training/connect-training.ts";
import { networkNames } from "../training/network-names.ts";
import type { cellDefinition } from "./cell-definition.ts";
import type { CellWorker } from "./cell-facts.ts";
import { cellFigure } from "./cell-figure.ts";
import { cellView } from "./cell-view.ts";

type Cell = typeof cellDefinition;

/** The code of `<tenet-cell>`: it trains while the reader wants it to and sees the element. */
export const connectCell: Connect<Cell["controls"], keyof Cell["commands"] & string> = (host) => {
  const { settings } = host;
  let begun: { readonly recipe: PlainRecipe; readonly isOwn: boolean } | undefined;
  const cellNow = () => (begun?.isOwn ? "own" : settings.values.cell);
  const fresh = () => recordOf([cellNow()], { ...settings.values, encoding: "one-hot" });
  let record = fresh();

  const training = connectTraining<Cell["controls"], RaceFact, CellWorker>(host, {
    open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-cell" }),
    async prepare() {
      const found = await panel.prepare();
      if (found === undefined) return undefined;
      begun = found;
      host.emit("tenet-recipe", { name: found.recipe.name, cell: cellNow() });
      return { own: found.recipe };
    },
    begun() {
      record = fresh();
      const [lane] = record.lanes;
      if (begun !== undefined && lane !== undefined)
        figure.begin({ recipe: begun.recipe, look: lane.look, palindromes: record.palindromes });
      view.show(record);
    },
    facts(facts) {
      for (const fact of facts) {
        addFact(record, fact);
        if (fact.kind === "evaluation") tellEvaluation();
      }
      view.show(record);
    },
    place: (line) => view.showPlace(line),
    playing: (playing, note) => view.showPlaying(playing, note),
    failures: () => view.place,
  });
  const panel = recipePanel(host, {
    start: () => cellSource(settings.values.cell),
    startName: () => `the ${networkNames[settings.values.cell]}`,
    again: training.actions.restart,
  });
  const figure = cellFigure(host, (row) => training.ask((worker) => worker.read(row)));
  const view = cellView(host, training.actions, figure, panel);

  function tellEvaluation(): void {
    const [lane] = record.lanes;
    figure.evaluated();
    host.say(accuracySentence(record));
    host.emit("tenet-evaluation", {
      step: record.step,
      cell: cellNow(),
      accuracy: lane && accuracyOf(lane),
      loss: lane?.loss.at(-1)?.[1],
    });
  }

  // What the reader wrote belongs to the cell that it started from.
  settings.watch((changed) => {
    if (changed.includes("cell") && !changed.includes("recipe")) settings.change({ recipe: "" });
  }, host.signal);
  host.watchSight((sight) => figure.seen(sight === "seen"));
  panel.open();
  training.start();
  return training.actions;
};
