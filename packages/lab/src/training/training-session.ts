import { proxy, type Remote } from "comlink";
import { openWorker } from "./open-worker.ts";
import type { Place } from "./start-on.ts";
import type { SharedFact, Tell, TrainingValues, TrainingWorker } from "./training-facts.ts";

/** How a session gets its workers, and how a run begins in one. */
export type SessionOptions<Values, Fact, Exposed, Left> = {
  open(): Worker;
  begin(worker: Remote<Exposed>, values: Values, tell: Tell<Fact>, left: Left | undefined): Promise<Place>;
  /** What a run leaves to the worker that takes its place. Default: nothing. */
  leave?(worker: Remote<Exposed>): Promise<Left>;
};

/** A worker that trains, as the page's thread sees it. */
export type TrainingSession<Values, Exposed> = {
  /** Opens the worker for a backend, which loads until a run begins there. */
  open(backend: string): void;
  /** Starts a run from the seed. One that was asked for meanwhile comes in place of this one. */
  begin(values: Values): void;
  adjust(values: Values): void;
  /** Whether the run trains, from now on and after each `begin`. */
  run(running: boolean): void;
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

/** A session until the signal is aborted. A run on another backend gets a new worker, since a backend's memory is not given back. */
export function trainingSession<
  Values extends TrainingValues,
  Fact,
  Exposed extends Running<Values>,
  Left = undefined,
>(
  { open, begin, leave }: SessionOptions<Values, Fact, Exposed, Left>,
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
        const left = opened?.backend === values.backend ? undefined : await leaveOpened();
        begun = false;
        const { remote, failed } = openOn(values.backend);
        const tell = proxy((facts: readonly (Fact | SharedFact)[]) => {
          if (current === run && wanted === undefined && !signal.aborted) listener.facts(facts);
        });
        const place = await Promise.race([begin(remote, values, tell, left), failed]);
        if (wanted !== undefined || signal.aborted) continue;
        begun = true;
        listener.place(place);
        if (running) await currentWorker()?.play();
      }
    } catch (error) {
      if (!signal.aborted) listener.fail(error);
    } finally {
      beginning = false;
    }
  };

  const leaveOpened = async (): Promise<Left | undefined> => {
    if (leave === undefined || !begun || opened === undefined) return undefined;
    // A worker that has failed leaves nothing.
    return Promise.race([leave(opened.remote), opened.failed]).catch(() => undefined);
  };

  /** The worker, if a run has begun there. Comlink's own type cannot be resolved while the values' type is open. */
  const currentWorker = () =>
    begun && opened !== undefined ? (opened.remote as unknown as Asynchronous<Running<Values>>) : undefined;

  return {
    open(backend) {
      openOn(backend);
    },
    begin(values) {
      wanted = values;
      // What ends a run of this backend leaves nothing; a run of another is asked first.
      if (opened?.backend === values.backend) begun = false;
      void beginWanted();
    },
    adjust(values) {
      if (wanted !== undefined) wanted = values;
      void currentWorker()?.adjust(values);
    },
    run(next) {
      running = next;
      void (next ? currentWorker()?.play() : currentWorker()?.pause());
    },
    async ask(question) {
      if (!begun || opened === undefined) return undefined;
      const asked = run;
      const answer = await question(opened.remote);
      return asked === run ? answer : undefined;
    },
  };
}

/** What a session itself asks of a worker whose run has begun. */
type Running<Values> = Pick<TrainingWorker<Values, unknown>, "adjust" | "play" | "pause">;

/** The functions of a worker, as the page calls them. */
export type Asynchronous<Functions extends Record<keyof Functions, (...args: never[]) => unknown>> = {
  readonly [Name in keyof Functions]: (
    ...args: Parameters<Functions[Name]>
  ) => Promise<Awaited<ReturnType<Functions[Name]>>>;
};
