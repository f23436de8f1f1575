import type { StartedWorker } from "./started-worker.ts";

/** A worker of the pool as a Web Worker, which ends with the page. */
export function startWorker(start: object, onEnd: (reason: string) => void): StartedWorker {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onerror = ({ message }) => onEnd(message);
  worker.postMessage(start);
  return worker;
}
