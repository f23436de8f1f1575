import type { Connect } from "../element/define-element.ts";
import { connectTraining } from "../training/connect-training.ts";
import type { gateDefinition } from "./gate-definition.ts";
import type { GateFact, GateWorker } from "./gate-facts.ts";
import { accuracyNow, addGateFact, gateRecord } from "./gate-record.ts";
import { accuracySentence, periodsSentence } from "./gate-sentences.ts";
import { gateView } from "./gate-view.ts";

type Gate = typeof gateDefinition;

/** The code of `<tenet-gate>`: it trains while the reader wants it to and sees the element. */
export const connectGate: Connect<Gate["controls"], keyof Gate["commands"] & string> = (host) => {
  let record = gateRecord(host.settings.values);
  const training = connectTraining<Gate["controls"], GateFact, GateWorker>(host, {
    open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-gate" }),
    begun() {
      record = gateRecord(host.settings.values);
      view.show(record);
    },
    facts(facts) {
      for (const fact of facts) {
        addGateFact(record, fact);
        if (fact.kind === "evaluation") tellEvaluation();
      }
      view.show(record);
    },
    place: (line) => view.showPlace(line),
    playing: (playing, note) => view.showPlaying(playing, note),
    failures: () => view.place,
  });
  const view = gateView(host, record, training.actions);

  function tellEvaluation(): void {
    host.say(`${accuracySentence(record)} ${periodsSentence(record)}`);
    host.emit("tenet-evaluation", {
      step: record.step,
      lanes: record.lanes.map((lane) => ({ cell: lane.cell, accuracy: accuracyNow(lane), loss: lane.loss })),
      periods: record.now,
    });
  }

  training.start();
  return training.actions;
};
