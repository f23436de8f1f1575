import { type Remote, wrap } from "comlink";

/**
 * What a worker exposes with comlink, until the signal is aborted, which ends the worker. `fail` is told when the worker cannot be loaded, or
 * throws outside a call.
 */
export function openWorker<Exposed>(
  worker: Worker,
  signal: AbortSignal,
  fail: (error: Error) => void,
): Remote<Exposed> {
  worker.onerror = (event) => {
    event.preventDefault();
    const reason = event.message || "its script could not be loaded";
    fail(new Error(`A worker has stopped: ${reason}. Reload the page to start again.`));
  };
  signal.addEventListener("abort", () => worker.terminate(), { once: true });
  return wrap<Exposed>(worker);
}
