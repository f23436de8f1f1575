import { asString } from "@tenetjs/figures/node";
import { parse, texts } from "@tenetjs/testing/svg";
import { expect, test } from "vitest";
import type { Timeline } from "../results/timeline.ts";
import { stepTimelines as drawStepTimelines } from "./step-timelines.ts";

const stepTimelines = asString(drawStepTimelines);
const alone: Timeline = {
  duration: 8,
  spans: [
    { thread: 0, work: "forward", from: 0, to: 4 },
    { thread: 0, work: "update", from: 6, to: 7 },
  ],
};
const shared: Timeline = {
  duration: 5,
  spans: [
    { thread: 0, work: "forward", from: 0, to: 1 },
    { thread: 0, work: "waiting", from: 1, to: 3 },
    { thread: 1, work: "forward", from: 0, to: 3 },
  ],
};

test("each thread has a lane, and every bar says what it is and when", () => {
  const markup = stepTimelines({
    title: "A step",
    steps: [
      { name: "1 thread", timeline: alone },
      { name: "2 threads", timeline: shared },
    ],
  });
  const bars = Array.from(parse(markup).querySelectorAll("rect[aria-label]"));
  expect(bars.map((bar) => bar.getAttribute("aria-label"))).toEqual([
    "layers, forward, 0.00 to 4.00 ms",
    "clipping and update, 6.00 to 7.00 ms",
    "layers, forward, 0.00 to 1.00 ms",
    "waits for other threads, 1.00 to 3.00 ms",
    "layers, forward, 0.00 to 3.00 ms",
  ]);
  const widthOf = (index: number) => Number(bars[index]?.getAttribute("width"));
  // Both panels have the same axis.
  expect(widthOf(4) / widthOf(0)).toBeCloseTo(3 / 4, 2);
  for (const text of ["1 thread: 8.00 ms", "2 threads: 5.00 ms", "thread 2", "waits for other threads"])
    expect(texts(markup)).toContain(text);
  expect(texts(markup)).not.toContain("loss");
});

test("no timelines, and one without spans, are refused", () => {
  expect(() => stepTimelines({ title: "t", steps: [] })).toThrow(/the number of timelines/);
  const steps = [{ name: "empty", timeline: { duration: 1, spans: [] } }];
  expect(() => stepTimelines({ title: "t", steps })).toThrow(/spans in the timeline "empty"/);
});
