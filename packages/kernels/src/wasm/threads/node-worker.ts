import { Worker } from "node:worker_threads";
import type { StartedWorker } from "./started-worker.ts";

/** Undefined: nothing keeps Node from starting workers. The pool starts them with the first job. */
export async function startWorkers(_: number): Promise<string | undefined> {
  return undefined;
}

/** A worker of the pool as a thread of Node, which does not keep the process alive. */
export function startWorker(start: object, onEnd: (reason: string) => void): StartedWorker {
  // Workers do not accept some of the program's flags, such as `--input-type` of a program from standard input.
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: start, execArgv: [] });
  worker.on("error", (error) => onEnd(error instanceof Error ? error.message : String(error)));
  worker.on("exit", () => onEnd("it ended"));
  worker.unref();
  return worker;
}
