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

/** A worker, and the backend that it started. */
type Opened = {
  readonly backend: string;
  readonly remote: Remote<RaceWorker>;
  /** Rejects when the worker fails outside a call, in which case its calls never return. */
  readonly failed: Promise<never>;
  readonly close: AbortController;
};

/** A session that ends with the signal. A race on another backend gets a new worker, since a backend's memory is not given back. */
export function raceSession(listener: RaceListener, signal: AbortSignal): RaceSession {
  let opened: Opened | undefined;
  let wanted: RaceValues | undefined;
  let beginning = false;
  let begun = false;
  let running = false;
  /** Counts the races, so that facts of an earlier one are not taken for those of this one. */
  let race = 0;

  const openOn = (backend: string): Opened => {
    if (opened?.backend === backend) return opened;
    opened?.close.abort();
    const close = new AbortController();
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      type: "module",
      name: "tenet-race",
    });
    let reject: (error: Error) => void = () => {};
    const failed = new Promise<never>((_, refuse) => {
      reject = refuse;
    });
    failed.catch(() => {});
    const remote = openWorker<RaceWorker>(worker, AbortSignal.any([signal, close.signal]), (error) => {
      opened = undefined;
      close.abort();
      reject(error);
      if (!beginning) listener.fail(error);
    });
    opened = { backend, remote, failed, close };
    return opened;
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
        const { remote, failed } = openOn(values.backend);
        const tell = proxy((facts: readonly RaceFact[]) => {
          if (current === race && !signal.aborted) listener.facts(facts);
        });
        const place = await Promise.race([remote.begin(values, tell), failed]);
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
