import type { Subject } from "../subjects/subject.ts";
import { answerWithin } from "./connection.ts";
import type { Measurement, Outcome, Step } from "./measurement.ts";
import { reasonOf } from "./reason-of.ts";

/** The number of calls before memory is read: enough for one-time allocations, and for leaks to show. */
const memoryCalls = 8;

/**
 * A measurement in fresh processes, round by round: milliseconds until the end of the first call, or peak memory in megabytes. The first round
 * does not count, because it brings the library's files into the page cache.
 */
export function measureFresh(measure: "load" | "memory") {
  return async function* (measurement: Measurement): AsyncGenerator<Step, Outcome[]> {
    const { order, pace, signal } = measurement;
    const rounds = new Map<Subject, number[]>();
    const lost = new Map<Subject, Outcome>();
    // Fresh processes differ little, and starting one is slow.
    const count = Math.ceil(pace.rounds / 2);
    for (let round = -1; round < count; round += 1) {
      for (const subject of order(round)) {
        if (lost.has(subject) || signal?.aborted) continue;
        yield { subject: subject.id, doing: "starts" };
        try {
          const figure = await figures[measure](subject, measurement);
          if (round >= 0) rounds.set(subject, [...(rounds.get(subject) ?? []), figure]);
        } catch (error) {
          if (!signal?.aborted) lost.set(subject, { subject, status: "failed", reason: reasonOf(error) });
        }
      }
    }
    const measured = [...rounds].filter(([subject]) => !lost.has(subject));
    return [
      ...measured.map(
        ([subject, figures]): Outcome => ({
          subject,
          status: "measured",
          rounds: figures,
          check: { status: "none" },
        }),
      ),
      ...lost.values(),
    ];
  };
}

type Figure = (subject: Subject, measurement: Measurement) => Promise<number>;

const figures: Readonly<Record<"load" | "memory", Figure>> = {
  async load(subject, { task, connect, pace }) {
    const { adapter, options } = subject;
    const connection = connect(subject);
    try {
      const job = { ask: "load", adapter, task, options } as const;
      const patience = pace.longestStart + pace.longestCall;
      return (await answerWithin(connection, job, "times", patience)).times[0] as number;
    } finally {
      connection.stop();
    }
  },
  async memory(subject, { task, connect, pace }) {
    const { adapter, options } = subject;
    const connection = connect(subject);
    try {
      const job = { ask: "prepare", adapter, task, options } as const;
      await answerWithin(connection, job, "versions", pace.longestStart);
      const request = { ask: "peak", calls: memoryCalls } as const;
      const patience = pace.longestStart + memoryCalls * pace.longestCall;
      return (await answerWithin(connection, request, "megabytes", patience)).megabytes;
    } finally {
      connection.stop();
    }
  },
};
