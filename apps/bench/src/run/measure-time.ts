import { median } from "simple-statistics";
import { judge } from "../results/judge.ts";
import type { Check } from "../results/results.ts";
import type { Timeline } from "../results/timeline.ts";
import type { Subject } from "../subjects/subject.ts";
import { answerWithin, type Connection } from "./connection.ts";
import type { Measurement, Outcome, Step } from "./measurement.ts";
import { reasonOf } from "./reason-of.ts";
import type { Facts } from "./requests.ts";

/** A running subject: its process, and what it has reported so far. */
type Lane = {
  readonly connection: Connection;
  readonly facts: Facts;
  readonly value: number;
  readonly rounds: number[];
  /** The number of rounds that it takes part in. */
  roundLimit: number;
  timeline?: Timeline;
};

/**
 * Milliseconds per call, round by round. All subjects are started and checked against each other. Then their calls are interleaved: each subject
 * has a process that sleeps while others work, so disturbances on the machine affect all of them.
 */
export async function* measureTime(measurement: Measurement): AsyncGenerator<Step, Outcome[]> {
  const { task, order, pace, signal } = measurement;
  const lanes = new Map<Subject, Lane>();
  const lost: Outcome[] = [];
  const lose = (subject: Subject, outcome: Lost) => {
    lanes.get(subject)?.connection.stop();
    lanes.delete(subject);
    lost.push({ subject, ...outcome });
  };
  /** A failure after an abort is not the subject's fault, and is ignored. */
  const attempt = async (subject: Subject, action: () => Promise<unknown>) => {
    try {
      await action();
    } catch (error) {
      if (!signal?.aborted) lose(subject, { status: "failed", reason: reasonOf(error) });
    }
  };

  for (const subject of order(-2)) {
    if (signal?.aborted) break;
    yield { subject: subject.id, doing: "starts" };
    await attempt(subject, async () => lanes.set(subject, await startLane(subject, measurement)));
  }

  const checks = checksOf(lanes, task);
  for (const [subject, check] of checks) {
    if (typeof check === "string") lose(subject, { status: "failed", reason: check });
  }

  for (const subject of order(-1)) {
    const lane = lanes.get(subject);
    if (lane === undefined || signal?.aborted) continue;
    yield { subject: subject.id, doing: "works" };
    await attempt(subject, async () => {
      const first = await turn(lane, 0, measurement);
      if (first > pace.longestCall) {
        lose(subject, { status: "skipped", reason: tooSlow(first, pace.longestCall) });
        return;
      }
      if (first > pace.slowCall) lane.roundLimit = Math.min(pace.slowRounds, pace.rounds);
      if (first < pace.warmUp) await turn(lane, pace.warmUp, measurement);
    });
  }

  for (let round = 0; round < pace.rounds; round += 1) {
    if (lanes.size > 0 && !signal?.aborted) await measurement.between?.();
    for (const subject of order(round)) {
      const lane = lanes.get(subject);
      if (lane === undefined || round >= lane.roundLimit || signal?.aborted) continue;
      yield { subject: subject.id, doing: "works" };
      await attempt(subject, async () => lane.rounds.push(await turn(lane, pace.turn, measurement)));
    }
  }

  for (const [subject, lane] of lanes) {
    if (!measurement.timeline || subject.timeline !== true || signal?.aborted) continue;
    yield { subject: subject.id, doing: "works" };
    await attempt(subject, async () => {
      const { timeline } = await answerWithin(lane.connection, { ask: "timeline" }, "timeline", patienceMs);
      if (timeline !== null) lane.timeline = timeline;
    });
  }

  const measured = [...lanes].map(([subject, { rounds, facts, timeline }]): Outcome => {
    const check = checks.get(subject) as Check;
    const known = timeline === undefined ? {} : { timeline };
    return { subject, status: "measured", rounds, check, facts, ...known };
  });
  return [...measured, ...lost];
}

/** How long a timeline may take, of some tens of calls. */
const patienceMs = 60_000;

type Lost = { readonly status: "skipped" | "failed"; readonly reason: string };

async function startLane(subject: Subject, { task, connect, pace }: Measurement): Promise<Lane> {
  const { adapter, options } = subject;
  const connection = connect(subject);
  try {
    const job = { ask: "prepare", adapter, task, options } as const;
    const facts = await answerWithin(connection, job, "versions", pace.longestStart);
    const patience = pace.longestStart + 3 * pace.longestCall;
    const { value } = await answerWithin(connection, { ask: "check" }, "value", patience);
    return { connection, facts, value, rounds: [], roundLimit: pace.rounds };
  } catch (error) {
    connection.stop();
    throw error;
  }
}

/** The median of the milliseconds per call, while the subject works for `milliseconds`. */
async function turn({ connection }: Lane, milliseconds: number, { pace }: Measurement): Promise<number> {
  const patience = milliseconds + 2 * pace.longestCall;
  const { times } = await answerWithin(connection, { ask: "work", milliseconds }, "times", patience);
  return median([...times]);
}

/** Each subject's check, or the reason why its figures cannot be trusted. */
function checksOf(
  lanes: ReadonlyMap<Subject, Lane>,
  task: Measurement["task"],
): Map<Subject, Check | string> {
  const checks = new Map<Subject, Check | string>();
  const alike: Subject[] = [];
  for (const subject of lanes.keys()) {
    const why = subject.different?.(task);
    if (why === undefined) alike.push(subject);
    else checks.set(subject, { status: "different", why });
  }
  const verdicts = judge(alike.map((subject) => (lanes.get(subject) as Lane).value));
  for (const [index, verdict] of verdicts.entries()) checks.set(alike[index] as Subject, verdict);
  return checks;
}

function tooSlow(milliseconds: number, most: number): string {
  const seconds = (time: number) => `${Number((time / 1000).toPrecision(2))} s`;
  return `a call takes ${seconds(milliseconds)}, longer than the limit of ${seconds(most)}`;
}
