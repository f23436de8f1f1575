import type { Connect } from "../element/define-element.ts";
import { connectTraining } from "../training/connect-training.ts";
import type { startsDefinition } from "./starts-definition.ts";
import type { StartsFact, StartsWorker } from "./starts-facts.ts";
import { accuraciesOf, addStartsFact, startsRecord } from "./starts-record.ts";
import { fanSentence } from "./starts-sentences.ts";
import { startsView } from "./starts-view.ts";

type Starts = typeof startsDefinition;

/** The code of `<tenet-starts>`: it trains while the reader wants it to and sees the element. */
export const connectStarts: Connect<Starts["controls"], keyof Starts["commands"] & string> = (host) => {
  let record = startsRecord(host.settings.values);
  const training = connectTraining<Starts["controls"], StartsFact, StartsWorker>(host, {
    open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-starts" }),
    begun() {
      record = startsRecord(host.settings.values);
      view.show(record);
    },
    facts(facts) {
      for (const fact of facts) addStartsFact(record, fact);
      if (facts.some(({ kind }) => kind === "scores")) tellScores();
      view.show(record);
    },
    place: (line) => view.showPlace(line),
    playing: (playing, note) => view.showPlaying(playing, note),
    failures: () => view.place,
  });
  const view = startsView(host, record, training.actions);

  function tellScores(): void {
    host.say(fanSentence(record));
    host.emit("tenet-evaluation", {
      step: record.step,
      panels: record.panels.map((panel) => ({ name: panel.name, accuracies: accuraciesOf(panel) })),
    });
  }

  training.start();
  return training.actions;
};
