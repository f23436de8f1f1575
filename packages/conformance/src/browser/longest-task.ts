import type { Browser, Page } from "playwright-core";

type TraceEvent = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Its beginning and, of tasks, the time that the thread had on a core, in microseconds. */
  readonly ts: number;
  readonly tdur?: number;
};

/**
 * The longest task of the page's thread during `work`, in milliseconds. What counts is the time that the thread had on a core, which is the same on a busy
 * machine: there, a PerformanceObserver also counts the time for which other processes run.
 */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  // Of the threads that the trace knows, only that of the page draws.
  const own = traceEvents.find(({ name }) => name === "FireAnimationFrame");
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith("RunTask") && pid === own?.pid && tid === own.tid,
  );
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}
