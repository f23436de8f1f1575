import { proxy, type Remote } from "comlink";
import { openWorker } from "../training/open-worker.ts";
import type { CellDifference, DevicePlace, DeviceWorker, Measured } from "./device-facts.ts";

/** What is asked of a device, each time in a worker of its own, which ends with the answer or with the signal. */
export type DeviceWork = {
  places(signal: AbortSignal): Promise<readonly DevicePlace[]>;
  check(place: DevicePlace, signal: AbortSignal): Promise<readonly CellDifference[]>;
  measure(
    place: DevicePlace,
    work: { readonly hiddenSize: number; readonly seconds: number },
    tell: (measured: Measured) => void,
    signal: AbortSignal,
  ): Promise<Measured>;
};

/** The work with workers that `open` makes. @throws the signal's reason, from each function, when it is aborted. */
export function deviceWork(open: () => Worker): DeviceWork {
  const inWorker = async <Answer>(
    signal: AbortSignal,
    ask: (worker: Remote<DeviceWorker>) => Promise<Answer>,
  ): Promise<Answer> => {
    signal.throwIfAborted();
    const close = new AbortController();
    try {
      return await new Promise<Answer>((resolve, reject) => {
        // A worker that is ended does not answer.
        signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: close.signal });
        const worker = openWorker<DeviceWorker>(open(), close.signal, reject);
        ask(worker).then(resolve, reject);
      });
    } finally {
      close.abort();
    }
  };
  return {
    places: (signal) => inWorker(signal, (worker) => worker.places()),
    check: (place, signal) => inWorker(signal, (worker) => worker.check(place)),
    measure: (place, work, tell, signal) =>
      inWorker(signal, (worker) => worker.measure(place, work, proxy(tell))),
  };
}
