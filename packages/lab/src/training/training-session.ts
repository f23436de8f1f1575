import { proxy, type Remote } from "comlink";
import { openWorker } from "./open-worker.ts";
import type { Place } from "./start-on.ts";
import type { SharedFact, Tell, TrainingValues, TrainingWorker } from "./training-facts.ts";

/** A worker that trains, as the page's thread sees it. */
export type TrainingSession<Values, Exposed> = {
  /** Starts a run from the seed. One that was asked for meanwhile comes in place of this one. */
  begin(values: Values): void;
  adjust(values: Values): void;
  /** Whether the run trains, from now on and after each `begin`. */
  run(running: boolean): void;
  step(): void;
  /** The answer of the worker. Undefined if no run has begun, or another one did meanwhile. */
  ask<Answer>(question: (worker: Remote<Exposed>) => Promise<Answer>): Promise<Answer | undefined>;
};

export type TrainingListener<Fact> = {
  facts: Tell<Fact>;
  place(place: Place): void;
  fail(error: unknown): void;
};

/** A worker, and the backend that it started. */
type Opened<Exposed> = {
  readonly backend: string;
  readonly remote: Remote<Exposed>;
  /** Rejects when the worker fails outside a call, in which case its calls never return. */
  readonly failed: Promise<never>;
  readonly close: AbortController;
};

/**
 * A session with workers that `open` makes, until the signal is aborted. A run on another backend gets a new worker, since a backend's memory is not given
 * back.
 */
export function trainingSession<
  Values extends TrainingValues,
  Fact,
  Exposed extends TrainingWorker<Values, Fact>,
>(
  open: () => Worker,
  listener: TrainingListener<Fact>,
  signal: AbortSignal,
): TrainingSession<Values, Exposed> {
  let opened: Opened<Exposed> | undefined;
  let wanted: Values | undefined;
  let beginning = false;
  let begun = false;
  let running = false;
  /** Counts the runs, so that facts of an earlier one are not taken for those of this one. */
  let run = 0;

  const openOn = (backend: string): Opened<Exposed> => {
    if (opened?.backend === backend) return opened;
    opened?.close.abort();
    const close = new AbortController();
    let reject: (error: Error) => void = () => {};
    const failed = new Promise<never>((_, refuse) => {
      reject = refuse;
    });
    failed.catch(() => {});
    const remote = openWorker<Exposed>(open(), AbortSignal.any([signal, close.signal]), (error) => {
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
        run += 1;
        const current = run;
        begun = false;
        const { remote, failed } = openOn(values.backend);
        const worker = common<Values, Fact>(remote);
        const tell = proxy((facts: readonly (Fact | SharedFact)[]) => {
          if (current === run && wanted === undefined && !signal.aborted) listener.facts(facts);
        });
        const place = await Promise.race([worker.begin(values, tell), failed]);
        if (wanted !== undefined || signal.aborted) continue;
        begun = true;
        listener.place(place);
        if (running) await worker.play();
      }
    } catch (error) {
      if (!signal.aborted) listener.fail(error);
    } finally {
      beginning = false;
    }
  };

  /** The worker, if a run has begun there. */
  const current = () => (begun && opened !== undefined ? common<Values, Fact>(opened.remote) : undefined);

  return {
    begin(values) {
      wanted = values;
      begun = false;
      void beginWanted();
    },
    adjust(values) {
      if (wanted !== undefined) wanted = values;
      void current()?.adjust(values);
    },
    run(next) {
      running = next;
      void (next ? current()?.play() : current()?.pause());
    },
    step() {
      running = false;
      void current()?.step();
    },
    async ask(question) {
      if (!begun || opened === undefined) return undefined;
      const asked = run;
      const answer = await question(opened.remote);
      return asked === run ? answer : undefined;
    },
  };
}

/** The functions that every worker has, as the page calls them. Comlink's own type cannot be resolved while the values' type is open. */
type Common<Values, Fact> = {
  readonly [Name in keyof TrainingWorker<Values, Fact>]: (
    ...args: Parameters<TrainingWorker<Values, Fact>[Name]>
  ) => Promise<Awaited<ReturnType<TrainingWorker<Values, Fact>[Name]>>>;
};

function common<Values, Fact>(remote: unknown): Common<Values, Fact> {
  return remote as Common<Values, Fact>;
}
