import { expect, test } from "vitest";
import { timelineOf } from "./timeline.ts";

test("the main thread works alone before its shards, and waits for those of others after them", () => {
  const { duration, spans } = timelineOf({
    ...{ began: 100, ended: 110 },
    kernels: [{ work: "forward", began: 101, ended: 108 }],
    shards: [
      { program: 7, thread: 0, began: 102, ended: 104 },
      { program: 7, thread: 1, began: 102.5, ended: 106 },
    ],
  });
  expect(duration).toBe(10);
  expect(spans).toEqual([
    { thread: 0, work: "forward", from: 1, to: 4 },
    { thread: 0, work: "waiting", from: 4, to: 6 },
    { thread: 0, work: "forward", from: 6, to: 8 },
    { thread: 1, work: "forward", from: 2.5, to: 6 },
  ]);
});

test("the main thread waits for a program of which it ran no shard", () => {
  const { spans } = timelineOf({
    ...{ began: 0, ended: 10 },
    kernels: [{ work: "loss", began: 1, ended: 5 }],
    shards: [{ program: 1, thread: 2, began: 2, ended: 4 }],
  });
  expect(spans.filter(({ thread }) => thread === 0).map(({ work, from, to }) => [work, from, to])).toEqual([
    ["loss", 1, 2],
    ["waiting", 2, 4],
    ["loss", 4, 5],
  ]);
});

test("spans of one work that follow each other are one, and others are not joined", () => {
  const { spans } = timelineOf({
    ...{ began: 0, ended: 10 },
    kernels: [
      { work: "update", began: 1, ended: 3 },
      { work: "update", began: 3.001, ended: 4 },
      { work: "other", began: 4, ended: 5 },
      { work: "update", began: 6, ended: 7 },
    ],
    shards: [],
  });
  expect(spans.map(({ work, from, to }) => [work, from, to])).toEqual([
    ["update", 1, 4],
    ["other", 4, 5],
    ["update", 6, 7],
  ]);
});
