import type { Connect } from "../element/define-element.ts";
import { connectTraining } from "../training/connect-training.ts";
import type { memoryDefinition } from "./memory-definition.ts";
import type { MemoryFact, MemoryWorker, Place } from "./memory-facts.ts";
import { addLook, addMemoryFact, type MemoryRecord, memoryRecord, reachOf } from "./memory-record.ts";
import { averageSentence, backOf, placeSentence } from "./memory-sentences.ts";
import { memoryView } from "./memory-view.ts";

type Memory = typeof memoryDefinition;

/** The code of `<tenet-memory>`: it trains while the reader wants it to and sees the element, and asks what moved the place that is looked at. */
export const connectMemory: Connect<Memory["controls"], keyof Memory["commands"] & string> = (host) => {
  let record = memoryRecord(host.settings.values);
  /** The place under the pointer, if there is one. */
  let pointed: number | undefined;
  /** The record for which the networks are asked now. Those of an earlier run may never answer, since their worker may have ended. */
  let asking: MemoryRecord | undefined;
  /** Whether what is shown is out of date, since the networks or the place have changed. */
  let stale = false;

  const training = connectTraining<Memory["controls"], MemoryFact, MemoryWorker>(host, {
    open: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tenet-memory" }),
    begun() {
      record = memoryRecord(host.settings.values);
      view.show(record);
    },
    facts(facts) {
      for (const fact of facts) {
        addMemoryFact(record, fact);
        if (fact.kind === "evaluation") tellEvaluation();
      }
      view.show(record);
    },
    place(line) {
      view.showPlace(line);
      look();
    },
    playing: (playing, note) => view.showPlaying(playing, note),
    failures: () => view.place,
  });
  const view = memoryView(host, record, training.actions, (place) => {
    if (place === pointed) return;
    pointed = place;
    look();
  });

  /** Asks the networks what moved the place. Of what is asked for meanwhile, the last is asked next. */
  function look(): void {
    stale = true;
    if (asking !== record) void lookNow(record);
  }

  async function lookNow(run: MemoryRecord): Promise<void> {
    asking = run;
    try {
      while (stale && run === record && !host.signal.aborted) {
        stale = false;
        const { passage, place, output } = host.settings.values;
        const asked: Place = { passage, place: pointed ?? place, output };
        const found = await training.ask((worker) => worker.look(asked));
        if (found === undefined || run !== record) break;
        addLook(record, found);
        view.show(record);
        host.emit("tenet-look", {
          step: found.step,
          passage: found.passage,
          place: found.place,
          lanes: record.lanes.map((lane) => ({
            cell: lane.cell,
            character: lane.seen?.character,
            probability: lane.seen?.probability,
            back: backOf(lane, found),
          })),
        });
      }
    } catch (error) {
      if (run === record) host.fail(view.place, error);
    } finally {
      if (asking === run) asking = undefined;
    }
  }

  function tellEvaluation(): void {
    look();
    host.say(`${placeSentence(record)} ${averageSentence(record)}`);
    host.emit("tenet-evaluation", {
      step: record.step,
      lanes: record.lanes.map(({ cell, memory }) => ({
        cell,
        accuracy: memory?.accuracy,
        reach: memory && reachOf(memory, 0.9),
      })),
    });
  }

  host.settings.watch((changed) => {
    if (changed.some((name) => name === "place" || name === "passage" || name === "output")) look();
  }, host.signal);
  training.start();
  return training.actions;
};
