/* The test's page. It runs scenarios on its main thread or in its worker, and records how long its main thread was blocked. */
import { here } from "../scenarios/scenarios.ts";
import type { Answer, Request } from "./messages.ts";

/** Where a scenario runs in a browser: on the page's main thread, or in a Web Worker. */
export type Host = "page" | "worker";

export type PageRun = (host: Host, request: Request) => Promise<PageResult>;

export type PageResult = {
  readonly result: unknown;
  readonly timing: Timing;
};

/** In milliseconds. */
export type Timing = {
  readonly duration: number;
  /** The longest time in which the page could not draw or react to a click. */
  readonly longestPause: number;
};

const runOnPage: PageRun = async (host, { name, argument }) => {
  const timing = watch();
  const result = host === "page" ? await here.run(name, argument) : await askWorker({ name, argument });
  return { result, timing: timing() };
};

Object.assign(globalThis, { runOnPage });

let worker: Worker | undefined;

function askWorker(request: Request): Promise<unknown> {
  worker ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const asked = worker;
  return new Promise((resolve, reject) => {
    asked.onmessage = ({ data }: MessageEvent<Answer>) =>
      "failure" in data ? reject(new Error(data.failure)) : resolve(data.result);
    asked.onerror = ({ message }) => reject(new Error(message));
    asked.postMessage(request);
  });
}

/** Starts a timer. The returned function stops it, and returns the duration and the longest pause between two ticks. */
function watch(): () => Timing {
  const begun = performance.now();
  let [last, longestPause] = [begun, 0];
  const tick = () => {
    const now = performance.now();
    longestPause = Math.max(longestPause, now - last);
    last = now;
  };
  const timer = setInterval(tick, 5);
  return () => {
    clearInterval(timer);
    tick();
    return { duration: last - begun, longestPause };
  };
}
