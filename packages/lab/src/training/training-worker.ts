import { exclusive } from "./exclusive.ts";
import { type Loop, loop } from "./loop.ts";
import { messageOf } from "./message-of.ts";
import { startOn } from "./start-on.ts";
import type { FailureFact, TrainingValues, TrainingWorker } from "./training-facts.ts";

/** Networks that are trained in a worker. */
export type TrainingRun<Values> = {
  /** What is done before the first step. */
  start(): Promise<void>;
  /** Trains one step. */
  step(): Promise<void>;
  /** Sets what acts at once. */
  adjust(values: Values): void;
  end(): Promise<void>;
};

/** The worker's functions, and `ask`, with which further ones talk to the run between two steps. */
export type RunningWorker<Values, Fact, Run> = TrainingWorker<Values, Fact> & {
  ask<Answer>(question: (run: Run) => Promise<Answer>): Promise<Answer>;
};

/** The time between two messages to the page: a frame, in milliseconds. */
const frame = 16;

/**
 * A worker that trains what `begin` makes of the controls' values. It answers while it trains, between two steps. `report` takes facts, which travel to the page
 * in one message per frame.
 */
export function trainingWorker<Values extends TrainingValues, Fact, Run extends TrainingRun<Values>>(
  begin: (values: Values, report: (fact: Fact | FailureFact) => void) => Run,
): RunningWorker<Values, Fact, Run> {
  let current: Running<Values, Run> | undefined;
  const running = () => {
    if (current === undefined) throw new Error("Training has not begun yet.");
    return current;
  };
  return {
    async begin(values, tell) {
      await current?.end();
      current = undefined;
      const place = await startOn(values.backend);
      current = await startRun(begin, values, tell);
      return place;
    },
    adjust: (values) => running().adjust(values),
    play: () => running().play(),
    pause: () => running().pause(),
    step: () => running().step(),
    ask: (question) => running().ask(question),
  };
}

type Running<Values, Run> = Pick<Loop, "play" | "pause" | "step" | "end"> & {
  adjust(values: Values): void;
  ask<Answer>(question: (run: Run) => Promise<Answer>): Promise<Answer>;
};

async function startRun<Values extends TrainingValues, Fact, Run extends TrainingRun<Values>>(
  begin: (values: Values, report: (fact: Fact | FailureFact) => void) => Run,
  values: Values,
  tell: (facts: readonly (Fact | FailureFact)[]) => void,
): Promise<Running<Values, Run>> {
  const alone = exclusive();
  let facts: (Fact | FailureFact)[] = [];
  let sent = 0;
  const send = () => {
    sent = performance.now();
    if (facts.length > 0) tell(facts);
    facts = [];
  };
  const run = begin(values, (fact) => facts.push(fact));
  const work = () =>
    alone(async () => {
      await run.step();
      if (performance.now() - sent >= frame) send();
    });
  const running = loop(work, (error) => {
    facts.push({ kind: "failure", message: messageOf(error) });
    send();
  });
  running.limit(limitOf(values));
  await run.start();
  send();
  return {
    play: running.play,
    pause() {
      running.pause();
      void alone(async () => send());
    },
    step: running.step,
    adjust(next) {
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
