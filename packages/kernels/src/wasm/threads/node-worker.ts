import { Worker } from "node:worker_threads";
import type { StartedWorker } from "./started-worker.ts";

/** A worker of the pool in a thread of Node, which does not keep the process alive. */
export function startWorker(start: object, onEnd: (reason: string) => void): StartedWorker {
  // Without the program's own flags: some, such as `--input-type` of a program from standard input, no worker takes.
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: start, execArgv: [] });
  worker.on("error", (error) => onEnd(error instanceof Error ? error.message : String(error)));
  worker.on("exit", () => onEnd("it ended"));
  worker.unref();
  return worker;
}
