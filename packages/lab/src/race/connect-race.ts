import type { Connect } from "../element/define-element.ts";
import type { Sight } from "../element/sight.ts";
import type { raceDefinition } from "./race-definition.ts";
import type { RaceFact } from "./race-facts.ts";
import { accuracyOf, addFact, arrivingExponents, raceRecord } from "./race-record.ts";
import { accuracySentence, gradientSentence } from "./race-sentences.ts";
import { raceSession } from "./race-session.ts";
import { raceView } from "./race-view.ts";

type Race = typeof raceDefinition;

/** The code of `<tenet-race>`: it trains while the reader wants it to and sees the element. */
export const connectRace: Connect<Race["controls"], keyof Race["commands"] & string> = (host) => {
  const { settings, signal } = host;
  const { controls } = settings;
  let record = raceRecord(settings.values);
  let wanted = settings.values.autoplay;
  let sight: Sight = "seen";

  const actions = {
    play: () => want(true),
    pause: () => want(false),
    step() {
      want(false);
      session.step();
    },
    restart: begin,
  };
  const view = raceView(host, record, actions, (row) => session.replay(row));
  const session = raceSession(
    {
      facts: take,
      place({ line }) {
        view.showPlace(line);
        view.show(record);
      },
      fail,
    },
    signal,
  );

  function want(playing: boolean): void {
    wanted = playing;
    run();
    host.emit("tenet-playing", { playing });
  }

  function run(): void {
    session.run(wanted && sight === "seen");
    view.showPlaying(wanted, wanted && sight !== "seen" ? "Paused while it is out of sight." : "");
  }

  function begin(): void {
    host.fail(view.place, undefined);
    record = raceRecord(settings.values);
    view.show(record);
    session.begin(settings.values);
  }

  function take(facts: readonly RaceFact[]): void {
    for (const fact of facts) {
      addFact(record, fact);
      if (fact.kind === "failure") fail(new Error(fact.message), fact.lane);
      if (fact.kind === "evaluation") tellEvaluation();
      if (fact.kind === "moved")
        view.showPlace(`The GPU was lost, and the race goes on from step ${fact.step}. ${fact.line}`);
    }
    view.show(record);
  }

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

  function fail(error: unknown, lane?: number): void {
    const message = error instanceof Error ? error.message : String(error);
    // A network's own failure stands beside its name.
    if (lane === undefined) {
      host.fail(view.place, message);
      want(false);
    }
    host.emit("tenet-failure", { message });
  }

  /** A slider passes through many values: the race begins again where it rests. */
  let resting: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(resting), { once: true });
  settings.watch((changed) => {
    if (!changed.some((name) => controls[name].effect === "restarts")) return session.adjust(settings.values);
    clearTimeout(resting);
    resting = setTimeout(begin, 120);
    record = raceRecord(settings.values);
    view.show(record);
  }, signal);
  host.watchSight((next) => {
    sight = next;
    run();
  });
  begin();
  run();
  return actions;
};
