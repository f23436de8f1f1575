import { workerProgram } from "../../generated/worker-program.ts";
import type { StartedWorker } from "./started-worker.ts";

/**
 * Starts Web Workers until `count` of them run, and resolves when each has reported that it does. Returns why they cannot run, as a clause, or
 * undefined if they do.
 */
export async function startWorkers(count: number): Promise<string | undefined> {
  while (launches.length < count) launches.push(launch());
  const failures = (await Promise.all(launches)).filter((reason) => reason !== undefined);
  if (failures.length === 0) return undefined;
  for (const worker of idle.splice(0)) worker.terminate();
  return failures[0];
}

/**
 * A worker of the pool as a Web Worker, which ends with the page. Undefined if none has reported yet: the pool does without it and asks again at
 * the next job.
 */
export function startWorker(start: object, onEnd: (reason: string) => void): StartedWorker | undefined {
  const worker = idle.pop();
  if (worker === undefined) {
    if (pending === 0 && !hasFailed) launches.push(launch());
    return undefined;
  }
  worker.onerror = (event) => onEnd(messageOf(event));
  worker.onmessageerror = () => onEnd("it could not read its start data");
  worker.postMessage(start);
  return worker;
}

/** What became of each worker: undefined if it runs, else why it does not. */
const launches: Promise<string | undefined>[] = [];
/** Workers that run and have no pool yet. */
const idle: Worker[] = [];
let pending = 0;
let hasFailed = false;

/** Starts a worker from the text in this bundle, or where the page's policy forbids that, from its file. */
async function launch(): Promise<string | undefined> {
  pending += 1;
  const reasons: string[] = [];
  try {
    for (const [source, open] of sources) {
      const opened = await whenRunning(open);
      if (typeof opened === "object") {
        idle.push(opened);
        return undefined;
      }
      reasons.push(`${source}, ${opened}`);
    }
    hasFailed = true;
    return reasons.join("; ");
  } finally {
    pending -= 1;
  }
}

const sources: readonly (readonly [string, () => Worker])[] = [
  ["as a Blob", fromText],
  ["as a file", () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" })],
];

function fromText(): Worker {
  const url = URL.createObjectURL(new Blob([workerProgram], { type: "text/javascript" }));
  const worker = new Worker(url);
  worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

/** The worker that `open` makes, once it has sent its first message, which says that it runs; otherwise why it does not run. */
function whenRunning(open: () => Worker): Promise<Worker | string> {
  return new Promise((resolve) => {
    try {
      const worker = open();
      const fail = (reason: string) => {
        worker.terminate();
        resolve(reason);
      };
      const timer = setTimeout(fail, patienceMs, `it did not report within ${patienceMs / 1000} s`);
      worker.onmessage = () => {
        clearTimeout(timer);
        worker.onmessage = null;
        resolve(worker);
      };
      worker.onerror = (event) => {
        clearTimeout(timer);
        fail(messageOf(event));
      };
    } catch (error) {
      resolve(error instanceof Error ? error.message : String(error));
    }
  });
}

/** How long a worker may take to load. */
const patienceMs = 10_000;

/** The message of an error event. One about a script that cannot be loaded has none. */
function messageOf({ message }: ErrorEvent): string {
  return message || "its script could not be loaded, or the page's Content Security Policy forbids it";
}
