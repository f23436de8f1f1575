import type { Missing } from "./row.ts";
import { median } from "./statistics.ts";
import { type Running, type Subject, startSubject } from "./subject.ts";

/** How often and how long each subject works. */
export type Pace = {
  readonly rounds: number;
  /** Milliseconds of work before the first round, which do not count. */
  readonly warmUp: number;
  /** Milliseconds of work in each round. */
  readonly turn: number;
};

/** How many milliseconds a call of a subject's work took: the median of each round. */
export type Result = { readonly subject: Subject; readonly work: string; readonly rounds: readonly number[] };

/**
 * What each subject needs for each work. They take turns, round by round, each in a process of its own that sleeps while others
 * work, so that what else happens on the machine happens to all. A subject that cannot start, or fails later, is left out and named.
 */
export async function measure(
  subjects: readonly Subject[],
  works: readonly string[],
  { rounds, warmUp, turn }: Pace,
): Promise<{ results: Result[]; missing: Missing[] }> {
  const missing: Missing[] = [];
  const running: Running[] = [];
  const times = new Map<string, number[]>();
  const key = (subject: Subject, work: string) => JSON.stringify([subjects.indexOf(subject), work]);

  async function everyWork(milliseconds: number, keep: boolean): Promise<void> {
    for (const work of works) {
      for (const runner of [...running]) {
        try {
          const taken = median(await runner.turn({ work, milliseconds }));
          if (!keep) continue;
          const name = key(runner.subject, work);
          times.set(name, [...(times.get(name) ?? []), taken]);
        } catch (error) {
          running.splice(running.indexOf(runner), 1);
          runner.stop();
          missing.push(missed(runner.subject, error));
        }
      }
    }
  }

  try {
    for (const subject of subjects) {
      try {
        running.push(await startSubject(subject));
      } catch (error) {
        missing.push(missed(subject, error));
      }
    }
    await everyWork(warmUp, false);
    for (let round = 0; round < rounds; round += 1) await everyWork(turn, true);
    const results = running.flatMap(({ subject }) =>
      works.map((work) => ({ subject, work, rounds: times.get(key(subject, work)) ?? [] })),
    );
    return { results, missing };
  } finally {
    for (const { stop } of running) stop();
  }
}

function missed({ name, threads }: Subject, error: unknown): Missing {
  const reason = error instanceof Error ? error.message : String(error);
  return { subject: `${name}, threads: ${threads}`, reason };
}
