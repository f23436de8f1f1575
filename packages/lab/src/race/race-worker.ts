import { exclusive } from "../training/exclusive.ts";
import { type Loop, loop } from "../training/loop.ts";
import { startOn } from "../training/start-on.ts";
import { type Lane, lane } from "./lane.ts";
import type { LaneEvaluation, RaceFact, RaceValues, RaceWorker, Replay } from "./race-facts.ts";
import { raceTask } from "./race-task.ts";

/** The race as a worker exposes it: it answers while it trains, between two steps. */
export function raceWorker(): RaceWorker {
  let race: Race | undefined;
  const begun = () => {
    if (race === undefined) throw new Error("The race has not begun yet.");
    return race;
  };
  return {
    async begin(values, tell) {
      await race?.end();
      race = undefined;
      const place = await startOn(values.backend);
      race = await beginRace(values, tell);
      return place;
    },
    adjust: (values) => begun().adjust(values),
    play: () => begun().play(),
    pause: () => begun().pause(),
    step: () => begun().step(),
    replay: (row) => begun().replay(row),
  };
}

type Race = Pick<Loop, "play" | "pause" | "step" | "end"> & {
  adjust(values: RaceValues): void;
  replay(row: number): Promise<Replay>;
};

/** The time between two messages to the page: a frame, in milliseconds. */
const frame = 16;

/** The fraction of the time that measuring gradients may take. */
const normShare = 0.1;

async function beginRace(begun: RaceValues, tell: (facts: readonly RaceFact[]) => void): Promise<Race> {
  let values = begun;
  const task = raceTask(values);
  const lanes: (Lane | undefined)[] = task.cells.map((cell) => lane(task, cell, () => values));
  const alone = exclusive();
  let step = 0;
  let facts: RaceFact[] = [];
  let sent = 0;
  /** The time until which no gradients are measured, so that training gets most of it. */
  let normsFrom = 0;

  const send = () => {
    sent = performance.now();
    if (facts.length > 0) tell(facts);
    facts = [];
  };

  /** What `ask` gets from each lane that has not failed. A lane that fails now leaves the race, with a fact that says why. */
  const fromEach = async <Result>(ask: (lane: Lane) => Promise<Result>): Promise<(Result | undefined)[]> => {
    const results: (Result | undefined)[] = [];
    for (const [index, one] of lanes.entries()) {
      try {
        results.push(one === undefined ? undefined : await ask(one));
      } catch (error) {
        results.push(undefined);
        lanes[index] = undefined;
        await one?.end().catch(() => {});
        facts.push({ kind: "failure", lane: index, message: messageOf(error) });
        if (lanes.every((other) => other === undefined)) throw error;
      }
    }
    return results;
  };

  const evaluateAll = async () => {
    const start = performance.now();
    const withNorms = start >= normsFrom;
    const found = await fromEach(async (one): Promise<LaneEvaluation> => {
      const { accuracy, loss } = await one.evaluate();
      return { accuracy, loss, norms: withNorms ? await one.norms() : [] };
    });
    const end = performance.now();
    if (withNorms) normsFrom = end + (end - start) / normShare;
    facts.push({ kind: "evaluation", step, lanes: found });
  };

  const work = () =>
    alone(async () => {
      const losses = await fromEach((one) => one.step());
      step += 1;
      facts.push({ kind: "losses", step, lanes: losses });
      if (isEvaluated(step)) await evaluateAll();
      if (performance.now() - sent >= frame) send();
    });

  const running = loop(work, (error) => {
    facts.push({ kind: "failure", message: messageOf(error) });
    send();
  });
  running.limit(limitOf(values));
  await evaluateAll();
  send();

  return {
    play: running.play,
    async pause() {
      running.pause();
      await alone(async () => send());
    },
    async step() {
      running.step();
    },
    adjust(next) {
      values = next;
      running.limit(limitOf(values));
    },
    replay: (row) =>
      alone(async () => {
        const replays = await fromEach((one) => one.replay(row));
        return { step, row, lanes: replays };
      }),
    async end() {
      await running.end();
      await alone(() => Promise.all(lanes.map((one) => one?.end())));
    },
  };
}

/** Often at first, when much happens, then every ten steps. */
function isEvaluated(step: number): boolean {
  return step % 10 === 0 || [1, 2, 5].includes(step);
}

/** The steps a second that the reader allows; 0 for as many as possible. */
function limitOf({ speed }: RaceValues): number {
  return speed === "full" ? 0 : Number(speed);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
