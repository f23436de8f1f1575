/**
 * Starts workers until `count` of them run, and resolves when each has reported that it does. Returns why they cannot run, as a clause, or
 * undefined if they do. May be called again, and then starts only those that are missing.
 */
export type StartWorkers = (count: number) => Promise<string | undefined>;

/** Sets what starts the workers of the kernels. Without kernels there are none. */
export function provideWorkers(start: StartWorkers): void {
  provided = start;
}

/** Starts the workers of the kernels, if kernels are registered: see {@link StartWorkers}. */
export async function startWorkers(count: number): Promise<string | undefined> {
  return count > 0 ? provided?.(count) : undefined;
}

let provided: StartWorkers | undefined;
