import type { Connect } from "../element/define-element.ts";
import { connectTraining } from "../training/connect-training.ts";
import type { limitsDefinition } from "./limits-definition.ts";
import type { LimitsFact, LimitsWorker } from "./limits-facts.ts";
import { accuracyOf, addLimitsFact, limitsRecord, stateOf } from "./limits-record.ts";
import { limitsSentence } from "./limits-sentences.ts";
import { limitsView } from "./limits-view.ts";

type Limits = typeof limitsDefinition;

/** The code of `<tenet-limits>`: it trains while the reader wants it to and sees the element. */
export const connectLimits: Connect<Limits["controls"], keyof Limits["commands"] & string> = (host) => {
  let record = limitsRecord(host.settings.values);
  const training = connectTraining<Limits["controls"], LimitsFact, LimitsWorker>(host, {
    open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-limits" }),
    begun() {
      record = limitsRecord(host.settings.values);
      view.show(record);
    },
    facts(facts) {
      for (const fact of facts) addLimitsFact(record, fact);
      if (facts.some(({ kind }) => kind === "scores")) tellScores();
      view.show(record);
    },
    place: (line) => view.showPlace(line),
    playing: (playing, note) => view.showPlaying(playing, note),
    failures: () => view.place,
  });
  const view = limitsView(host, record, training.actions);

  function tellScores(): void {
    host.say(limitsSentence(record));
    host.emit("tenet-evaluation", {
      step: record.step,
      scores: record.tasks.flatMap(({ name, chance, networks }) =>
        networks.map((network) => ({
          task: name,
          cell: network.cell,
          accuracy: accuracyOf(network),
          chance,
          state: stateOf(network, chance),
        })),
      ),
    });
  }

  training.start();
  return training.actions;
};
