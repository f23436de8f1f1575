import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { appendEvent, curvePoints, forgetAfter, readEvents } from "./metrics-file.ts";
import type { RunEvent } from "./run-event.ts";

const directory = mkdtempSync(join(tmpdir(), "tenet-metrics-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const steps = [1, 2, 3].map((step): RunEvent => {
  const [loss, accuracy] = [3 / step, step / 4];
  return { event: "step", step, loss, accuracy, gradientNorm: 1, seconds: step, stepsPerSecond: 1 };
});
const evaluation: RunEvent = {
  event: "evaluation",
  step: 2,
  heldOut: { loss: 2, accuracy: 0.5, bitsPerCharacter: 2.9 },
  best: true,
};
const sample: RunEvent = { event: "sample", step: 2, text: "one\nof two lines } {" };
const events = [...steps.slice(0, 2), evaluation, sample, ...steps.slice(2)];

function written(): string {
  const path = join(directory, "metrics.jsonl");
  writeFileSync(path, "");
  for (const event of events) appendEvent(path, event);
  return path;
}

test("events are read back as they were appended", () => {
  expect(readEvents(written())).toEqual(events);
  expect(readEvents(join(directory, "nothing"))).toEqual([]);
});

test("a truncated file has the events of its complete lines", () => {
  const path = written();
  const whole = readFileSync(path);
  for (let length = 0; length <= whole.length; length += 1) {
    const left = whole.subarray(0, length);
    writeFileSync(path, left);
    const lines = left.filter((byte) => byte === 0x0a).length;
    expect(readEvents(path)).toEqual(events.slice(0, lines));
  }
});

test("events recorded after a truncated line are read", () => {
  const path = written();
  writeFileSync(path, readFileSync(path).subarray(0, -9));
  forgetAfter(path, 2);
  appendEvent(path, steps[2] as RunEvent);
  expect(readEvents(path)).toEqual(events);
});

test("a curve has its held-out values at the step of their evaluation", () => {
  expect(curvePoints(events)).toEqual([
    { step: 1, loss: 3, accuracy: 0.25 },
    { step: 2, loss: 1.5, accuracy: 0.5, heldOutLoss: 2, heldOutAccuracy: 0.5 },
    { step: 3, loss: 1, accuracy: 0.75 },
  ]);
});
