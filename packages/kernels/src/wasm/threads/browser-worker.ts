import type { StartedWorker } from "./started-worker.ts";

/** A worker of the pool in a Web Worker, which the page ends with itself. */
export function startWorker(start: object, onEnd: (reason: string) => void): StartedWorker {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onerror = ({ message }) => onEnd(message);
  worker.postMessage(start);
  return worker;
}
