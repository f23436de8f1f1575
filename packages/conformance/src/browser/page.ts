/* The test's page. It runs scenarios on its main thread or in its worker, and records how long its main thread was blocked. */
import { parse, stringify } from "devalue";
import { answer } from "./answer.ts";
import type { Answer, PageAnswer, Request, Timing } from "./messages.ts";

/** Where a scenario runs in a browser: on the page's main thread, or in a Web Worker. */
export type Host = "page" | "worker";

/** The answer to a request. Both are texts of devalue, since each engine's protocol carries other types of values. */
export type AnswerOnPage = (host: Host, request: string) => Promise<string>;

const answerOnPage: AnswerOnPage = async (host, text) => {
  const request = parse(text) as Request;
  const timing = watch();
  const answered = await (host === "page" ? answer(request) : askWorker(request));
  return stringify({ ...answered, timing: timing() } satisfies PageAnswer);
};

Object.assign(globalThis, { answerOnPage });

let worker: Worker | undefined;

function askWorker(request: Request): Promise<Answer> {
  worker ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const asked = worker;
  return new Promise((resolve) => {
    asked.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    asked.onerror = ({ message }) => resolve({ failure: `The worker failed: ${message}` });
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
