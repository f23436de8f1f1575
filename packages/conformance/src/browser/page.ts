/* The test's page: runs scenarios on its own thread or in its worker, and notes how long its own thread was not to be had. */
import { here } from "../scenarios/scenarios.ts";
import type { Answer, Request } from "./messages.ts";

/** Where in a browser: on the page's own thread, or in a Web Worker. */
export type Host = "page" | "worker";

export type PageRun = (host: Host, request: Request) => Promise<PageResult>;

export type PageResult = {
  readonly result: unknown;
  readonly timing: Timing;
};

/** In milliseconds. */
export type Timing = {
  readonly duration: number;
  /** The longest time in which the page could not have drawn or heard a click. */
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

/** Ticks from now on; the function that is returned stops that, and gives the time since and the longest between two ticks. */
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
