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
  const running = new Set<Running>();
  try {
    for (const subject of subjects) {
      try {
        running.add(await startSubject(subject));
      } catch (error) {
        missing.push(missed(subject, error));
      }
    }
    const entries = works.flatMap((work) =>
      [...running].map((runner) => ({ runner, work, medians: [] as number[] })),
    );
    for (let round = -1; round < rounds; round += 1) {
      const milliseconds = round < 0 ? warmUp : turn;
      for (const { runner, work, medians } of entries) {
        if (!running.has(runner)) continue;
        try {
          const times = await runner.turn({ work, milliseconds });
          if (round >= 0) medians.push(median(times));
        } catch (error) {
          runner.stop();
          running.delete(runner);
          missing.push(missed(runner.subject, error));
        }
      }
    }
    const results = entries
      .filter(({ runner }) => running.has(runner))
      .map(({ runner: { subject }, work, medians }) => ({ subject, work, rounds: medians }));
    return { results, missing };
  } finally {
    for (const { stop } of running) stop();
  }
}

function missed({ name, threads }: Subject, error: unknown): Missing {
  const reason = error instanceof Error ? error.message : String(error);
  return { subject: `${name}, threads: ${threads}`, reason };
}
