import { proxy, type Remote } from "comlink";
import { openWorker } from "../training/open-worker.ts";
import type { Place } from "../training/start-on.ts";
import type { RaceFact, RaceValues, RaceWorker, Replay } from "./race-facts.ts";

/** The worker that trains, as the page's thread sees it. */
export type RaceSession = {
  /** Starts a race from the seed. One that was asked for meanwhile comes in place of this one. */
  begin(values: RaceValues): void;
  adjust(values: RaceValues): void;
  /** Whether the race runs, from now on and after each `begin`. */
  run(running: boolean): void;
  step(): void;
  /** Undefined if another race began meanwhile. */
  replay(row: number): Promise<Replay | undefined>;
};

export type RaceListener = {
  facts(facts: readonly RaceFact[]): void;
  place(place: Place): void;
  fail(error: unknown): void;
};

/** A session that ends with the signal. A race on another backend gets a new worker, since a backend's memory is not given back. */
export function raceSession(listener: RaceListener, signal: AbortSignal): RaceSession {
  let opened: { backend: string; remote: Remote<RaceWorker>; close: AbortController } | undefined;
  let wanted: RaceValues | undefined;
  let beginning = false;
  let begun = false;
  let running = false;
  /** Counts the races, so that facts of an earlier one are not taken for those of this one. */
  let race = 0;

  const remoteOn = (backend: string): Remote<RaceWorker> => {
    if (opened?.backend === backend) return opened.remote;
    opened?.close.abort();
    const close = new AbortController();
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      type: "module",
      name: "tenet-race",
    });
    const remote = openWorker<RaceWorker>(worker, AbortSignal.any([signal, close.signal]), (error) => {
      opened = undefined;
      close.abort();
      listener.fail(error);
    });
    opened = { backend, remote, close };
    return remote;
  };

  const beginWanted = async () => {
    if (beginning) return;
    beginning = true;
    try {
      while (wanted !== undefined && !signal.aborted) {
        const values = wanted;
        wanted = undefined;
        race += 1;
        const current = race;
        begun = false;
        const remote = remoteOn(values.backend);
        const place = await remote.begin(
          values,
          proxy((facts: readonly RaceFact[]) => {
            if (current === race && !signal.aborted) listener.facts(facts);
          }),
        );
        if (wanted !== undefined || signal.aborted) continue;
        begun = true;
        listener.place(place);
        if (running) await remote.play();
      }
    } catch (error) {
      if (!signal.aborted) listener.fail(error);
    } finally {
      beginning = false;
    }
  };

  return {
    begin(values) {
      wanted = values;
      begun = false;
      void beginWanted();
    },
    adjust(values) {
      if (wanted !== undefined) wanted = values;
      if (begun) void opened?.remote.adjust(values);
    },
    run(next) {
      running = next;
      if (begun) void (next ? opened?.remote.play() : opened?.remote.pause());
    },
    step() {
      running = false;
      if (begun) void opened?.remote.step();
    },
    async replay(row) {
      if (!begun || opened === undefined) return undefined;
      const current = race;
      const replay = await opened.remote.replay(row);
      return current === race ? replay : undefined;
    },
  };
}
