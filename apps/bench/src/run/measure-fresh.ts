import type { Subject } from "../subjects/subject.ts";
import { answerWithin } from "./connection.ts";
import type { Measurement, Outcome, Step } from "./measurement.ts";
import { reasonOf } from "./reason-of.ts";

/** Calls after which memory is read: what grows from call to call shows, and what a library takes once is there. */
const memoryCalls = 8;

/**
 * Milliseconds until the end of the first call, or the most megabytes held, round by round, each in a fresh process. The first
 * round does not count: it brings the library's files into the system's memory.
 */
export function measureFresh(measure: "load" | "memory") {
  return async function* (measurement: Measurement): AsyncGenerator<Step, Outcome[]> {
    const { order, pace, signal } = measurement;
    const rounds = new Map<Subject, number[]>();
    const lost = new Map<Subject, Outcome>();
    // Fresh processes differ little, and each takes a start.
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
      const errand = { ask: "load", adapter, task, options } as const;
      const patience = pace.longestStart + pace.longestCall;
      return (await answerWithin(connection, errand, "times", patience)).times[0] as number;
    } finally {
      connection.stop();
    }
  },
  async memory(subject, { task, connect, pace }) {
    const { adapter, options } = subject;
    const connection = connect(subject);
    try {
      const errand = { ask: "prepare", adapter, task, options } as const;
      await answerWithin(connection, errand, "versions", pace.longestStart);
      const request = { ask: "peak", calls: memoryCalls } as const;
      const patience = pace.longestStart + memoryCalls * pace.longestCall;
      return (await answerWithin(connection, request, "megabytes", patience)).megabytes;
    } finally {
      connection.stop();
    }
  },
};
