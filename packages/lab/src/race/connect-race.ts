import type { Connect } from "../element/define-element.ts";
import { ownStart } from "../recipe/own-start.ts";
import { recipePanel } from "../recipe/recipe-panel.ts";
import { connectTraining } from "../training/connect-training.ts";
import type { raceDefinition } from "./race-definition.ts";
import { cellsOf, type RaceFact, type RaceWorker } from "./race-facts.ts";
import { accuracyOf, addFact, arrivingExponents, raceRecord } from "./race-record.ts";
import { accuracySentence, gradientSentence } from "./race-sentences.ts";
import { raceView } from "./race-view.ts";

type Race = typeof raceDefinition;

/** The code of `<tenet-race>`: it trains while the reader wants it to and sees the element. */
export const connectRace: Connect<Race["controls"], keyof Race["commands"] & string> = (host) => {
  let record = raceRecord(host.settings.values);
  const training = connectTraining<Race["controls"], RaceFact, RaceWorker>(host, {
    open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-race" }),
    async prepare() {
      const isOwn = cellsOf(host.settings.values).includes("own");
      panel.element.hidden = !isOwn;
      if (!isOwn) return {};
      panel.open();
      const found = await panel.prepare();
      return found && { own: found.recipe };
    },
    begun() {
      record = raceRecord(host.settings.values);
      view.show(record);
    },
    facts(facts) {
      for (const fact of facts) {
        addFact(record, fact);
        if (fact.kind === "evaluation") tellEvaluation();
      }
      view.show(record);
    },
    place(line) {
      view.showPlace(line);
      view.show(record);
    },
    playing: (playing, note) => view.showPlaying(playing, note),
    failures: () => view.place,
  });
  const panel = recipePanel(host, {
    start: () => ownStart,
    startName: () => "the cell with one gate",
    again: training.actions.restart,
  });
  const view = raceView(host, record, training.actions, panel, (row) =>
    training.ask((worker) => worker.replay(row)),
  );

  function tellEvaluation(): void {
    host.say(`${accuracySentence(record)} ${gradientSentence(record)}`);
    host.emit("tenet-evaluation", {
      step: record.step,
      lanes: record.lanes.map((lane) => ({
        cell: lane.cell,
        accuracy: accuracyOf(lane),
        loss: lane.loss.at(-1)?.[1],
        arriving: 10 ** (arrivingExponents(lane)[0] ?? Number.NaN),
      })),
    });
  }

  training.start();
  return training.actions;
};
