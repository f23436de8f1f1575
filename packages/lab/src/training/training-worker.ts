import { exclusive } from "./exclusive.ts";
import { isOfDevice } from "./is-of-device.ts";
import { type Loop, loop } from "./loop.ts";
import { messageOf } from "./message-of.ts";
import type { Saved } from "./saved.ts";
import { lineWithOthers, type Place, startOn } from "./start-on.ts";
import type { SharedFact, Tell, TrainingValues, TrainingWorker } from "./training-facts.ts";

/** Networks that are trained in a worker. */
export type TrainingRun<Values> = {
  /** What is done before the first step. */
  start(): Promise<void>;
  /** Trains one step, and tells whether it ended with an evaluation, after which the run is saved. */
  step(): Promise<boolean>;
  save(): Promise<Saved>;
  /** Sets what acts at once. */
  adjust(values: Values): void;
  end(): Promise<void>;
};

/** Makes a run of the controls' values, at its beginning or where it was saved. `report` takes its facts. */
export type BeginRun<Values, Fact, Run extends TrainingRun<Values>> = (
  values: Values,
  report: (fact: Fact | SharedFact) => void,
  saved?: Saved,
) => Run;

/** The worker's functions, and `ask`, with which further ones talk to the run between two steps. */
export type RunningWorker<Values, Fact, Run> = TrainingWorker<Values, Fact> & {
  ask<Answer>(question: (run: Run) => Promise<Answer>): Promise<Answer>;
};

/** The time between two messages to the page: a frame, in milliseconds. */
const frame = 16;

/**
 * A worker that trains what `begin` makes of the controls' values. It answers while it trains, between two steps. Facts travel to the page in one message per
 * frame. When a GPU is lost, the run goes on from its last evaluation, on a backend that holds its memory itself.
 */
export function trainingWorker<Values extends TrainingValues, Fact, Run extends TrainingRun<Values>>(
  begin: BeginRun<Values, Fact, Run>,
): RunningWorker<Values, Fact, Run> {
  let current: Promise<Running<Values, Run>> | undefined;
  /** The run, once it has begun: what is asked for meanwhile is asked of that one. */
  const running = async () => {
    if (current === undefined) throw new Error("Training has not begun yet.");
    return current;
  };
  return {
    async begin(values, tell) {
      const last = current;
      let place: Place | undefined;
      current = (async () => {
        // One that failed to begin has nothing to end.
        await (await last?.catch(() => undefined))?.end();
        place = await startOn(values.backend);
        return startRun(begin, values, place, tell);
      })();
      await current;
      return place as Place;
    },
    placeLine: async () => (await running()).placeLine(),
    adjust: async (values) => (await running()).adjust(values),
    play: async () => (await running()).play(),
    pause: async () => (await running()).pause(),
    step: async () => (await running()).step(),
    ask: async (question) => (await running()).ask(question),
  };
}

type Running<Values, Run> = Pick<Loop, "play" | "step" | "end"> & {
  placeLine(): Promise<string>;
  pause(): Promise<void>;
  adjust(values: Values): void;
  ask<Answer>(question: (run: Run) => Promise<Answer>): Promise<Answer>;
};

async function startRun<Values extends TrainingValues, Fact, Run extends TrainingRun<Values>>(
  begin: BeginRun<Values, Fact, Run>,
  begun: Values,
  start: Place,
  tell: Tell<Fact>,
): Promise<Running<Values, Run>> {
  const alone = exclusive();
  let values = begun;
  let place = start;
  let facts: (Fact | SharedFact)[] = [];
  let sent = 0;
  /** On a GPU, which may be lost with all that it holds: the networks at the last evaluation. */
  let saved: Saved | undefined;
  const report = (fact: Fact | SharedFact) => void facts.push(fact);
  let run = begin(values, report);

  const send = () => {
    sent = performance.now();
    if (facts.length > 0) tell(facts);
    facts = [];
  };
  const keep = async () => {
    if (place.backend === "webgpu") saved = await run.save();
  };
  const moveFrom = async (last: Saved) => {
    saved = undefined;
    await run.end();
    place = await startOn("auto");
    run = begin(values, report, last);
    report({ kind: "moved", step: last.step, line: place.line });
  };
  const work = () =>
    alone(async () => {
      if (await run.step()) await keep();
      if (performance.now() - sent >= frame) send();
    });

  const running = loop(work, async (error) => {
    try {
      if (saved === undefined || !isOfDevice(error)) throw error;
      const last = saved;
      await alone(() => moveFrom(last));
      running.play();
    } catch (failure) {
      report({ kind: "failure", message: messageOf(failure) });
    }
    send();
  });
  running.limit(limitOf(values));
  await run.start();
  await keep();
  send();
  return {
    placeLine: () => lineWithOthers(place, begun.backend),
    play: running.play,
    async pause() {
      running.pause();
      await alone(async () => send());
    },
    step: running.step,
    adjust(next) {
      values = next;
      run.adjust(next);
      running.limit(limitOf(next));
    },
    ask: (question) => alone(() => question(run)),
    async end() {
      await running.end();
      await alone(() => run.end());
    },
  };
}

/** The steps a second that the reader allows; 0 for as many as possible. */
function limitOf({ speed }: TrainingValues): number {
  return speed === "full" ? 0 : Number(speed);
}
