import type { BackendName } from "./names.ts";

/** A piece of the caller's own work, on the backend that was current when it was made. */
export type Trial = {
  /** Does `steps` steps of the work. Resolves when the device has finished them, that is, after a result of the last step was read. */
  run(steps: number): Promise<unknown>;
  /** Frees the tensors that the trial holds. */
  end(): unknown;
};

/** How long a step of the caller's work took. */
export type Measurement = {
  readonly name: BackendName;
  /** The median over several runs, without the first step, which compiles. */
  readonly milliseconds: number;
};

/**
 * The milliseconds that a step of a trial takes: the median of up to three runs of equal length, after one step that is not
 * counted. Measuring takes two steps, plus about `budget` milliseconds if a step is shorter than that.
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
  const steps = Math.min(maxSteps, Math.max(1, Math.floor(budget / (runs * first))));
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await timed(steps));
  return median(times);
}

/** A longer run is no more accurate, and it keeps the losses of all its steps on the device. */
const maxSteps = 50;

/** The middle value, or the lower of the two middle values. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;
}
