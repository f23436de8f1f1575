import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** The workers that were made, and what each does when it is asked to start: see {@link fake}. */
let made: FakeWorker[];
let behaviour: (worker: FakeWorker) => void;

class FakeWorker extends EventTarget {
  onmessage: ((event: unknown) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly terminate = vi.fn();
  readonly postMessage = vi.fn();
  readonly isBlob: boolean;

  constructor(url: string | URL) {
    super();
    this.isBlob = String(url).startsWith("blob:");
    made.push(this);
    queueMicrotask(() => behaviour(this));
  }
}

const runs = (worker: FakeWorker) => worker.onmessage?.({ data: "running" });
/** What browsers send when a script is missing: an event without a message. */
const isMissing = (worker: FakeWorker) => worker.onerror?.(new Event("error"));

beforeEach(() => {
  made = [];
  vi.resetModules();
  vi.stubGlobal("Worker", FakeWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const load = () => import("./browser-worker.ts");

test("workers count when they have reported, and start with the data of their pool", async () => {
  behaviour = runs;
  const { startWorker, startWorkers } = await load();
  expect(await startWorkers(2)).toBeUndefined();
  expect(made.map(({ isBlob }) => isBlob)).toEqual([true, true]);
  const started = [1, 2].map((thread) => startWorker({ thread }, () => {}));
  expect(started.every((worker) => made.includes(worker as FakeWorker))).toBe(true);
  expect(made.flatMap(({ postMessage }) => postMessage.mock.calls)).toHaveLength(2);
});

test("a worker whose Blob is forbidden starts from its file", async () => {
  behaviour = (worker) => (worker.isBlob ? isMissing : runs)(worker);
  const { startWorkers } = await load();
  expect(await startWorkers(1)).toBeUndefined();
  expect(made.map(({ isBlob }) => isBlob)).toEqual([true, false]);
  expect(made[0]?.terminate).toHaveBeenCalled();
});

test("an error without a message counts as a failure, of which there is a reason", async () => {
  behaviour = isMissing;
  const { startWorker, startWorkers } = await load();
  expect(await startWorkers(1)).toMatch(
    /^as a Blob, its script could not be loaded.*; as a file, its script/,
  );
  expect(startWorker({}, () => {})).toBeUndefined();
  expect(made).toHaveLength(2);
});

test("if one of several workers fails, none is left", async () => {
  let count = 0;
  behaviour = (worker) => {
    count += 1;
    (count === 1 ? runs : isMissing)(worker);
  };
  const { startWorker, startWorkers } = await load();
  expect(await startWorkers(2)).toMatch(/its script could not be loaded/);
  expect(made[0]?.terminate).toHaveBeenCalled();
  expect(startWorker({}, () => {})).toBeUndefined();
});

test("a worker that does not report is given up", async () => {
  vi.useFakeTimers();
  behaviour = () => {};
  const { startWorkers } = await load();
  const started = startWorkers(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await started).toMatch(/as a Blob, it did not report within 10 s; as a file, it did not report/);
});

test("a pool without workers asks for one, which joins when it has reported", async () => {
  behaviour = runs;
  const { startWorker } = await load();
  expect(startWorker({}, () => {})).toBeUndefined();
  await vi.waitFor(() => expect(startWorker({}, () => {})).toBe(made[0]));
});

test("the death of a working worker is told even if its event has no message", async () => {
  behaviour = runs;
  const { startWorker, startWorkers } = await load();
  await startWorkers(1);
  const onEnd = vi.fn();
  startWorker({}, onEnd);
  isMissing(made[0] as FakeWorker);
  expect(onEnd).toHaveBeenCalledWith(expect.stringContaining("could not be loaded"));
});
