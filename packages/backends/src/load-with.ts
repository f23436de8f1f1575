import type { BackendName } from "./names.ts";

/**
 * Has `load` run before the backend is next started: for kernels that a program needs on that backend alone. Where the backend has been
 * started before, `load` runs at once, too. A `load` that fails is tried again at the next start.
 */
export function loadWith(name: BackendName, load: () => Promise<void>): void {
  waiting.set(name, [...(waiting.get(name) ?? []), load]);
  if (started.has(name)) void loadWaiting(name);
}

/** Loads what waits for the backend, as it is started. */
export async function loadWaiting(name: BackendName): Promise<void> {
  started.add(name);
  const loads = waiting.get(name) ?? [];
  await Promise.all(loads.map((load) => load()));
  waiting.set(name, waiting.get(name)?.filter((load) => !loads.includes(load)) ?? []);
}

const waiting = new Map<BackendName, readonly (() => Promise<void>)[]>();
const started = new Set<BackendName>();
