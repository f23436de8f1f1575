import type { BackendName } from "./backend-report.ts";

/** A piece of the caller's own work, made on the backend that is current. */
export type Trial = {
  /** Does `steps` steps of the work, and resolves when the device has finished them: after a result of the last one was read. */
  run(steps: number): Promise<unknown>;
  /** Frees what the trial holds. */
  end(): unknown;
};

/** How long a step of the caller's work took. */
export type Measurement = {
  readonly name: BackendName;
  /** The median over some runs, without the first, which compiles. */
  readonly milliseconds: number;
};

/**
 * How many milliseconds a step of `trial` takes: the median of up to three runs of equal length, after one step that is not
 * counted. Takes the time of two steps, and about `budget` milliseconds where steps are shorter than that.
 */
export async function measureStep({ run }: Trial, budget = 500): Promise<number> {
  const timed = async (steps: number) => {
    const start = performance.now();
    await run(steps);
    return (performance.now() - start) / steps;
  };
  await run(1);
  const first = await timed(1);
  const runs = Math.min(3, Math.floor(budget / first));
  if (runs === 0) return first;
  const steps = Math.min(mostSteps, Math.max(1, Math.floor(budget / (runs * first))));
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await timed(steps));
  return median(times);
}

/** A run of more tells no more, and keeps that many steps' losses on the device. */
const mostSteps = 50;

/** The middle one; of two the lower. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;
}
