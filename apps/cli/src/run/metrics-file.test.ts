import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
  for (const event of events) appendEvent(path, event, { mode });
  return path;
}

const mode = 0o666;

async function read(path: string): Promise<RunEvent[]> {
  const found: RunEvent[] = [];
  for await (const event of readEvents(path)) found.push(event);
  return found;
}

test("events are read back as they were appended", async () => {
  expect(await read(written())).toEqual(events);
  expect(await read(join(directory, "nothing"))).toEqual([]);
});

test("a truncated file has the events of its complete lines", async () => {
  const path = written();
  const all = readFileSync(path);
  for (let length = 0; length <= all.length; length += 1) {
    const left = all.subarray(0, length);
    writeFileSync(path, left);
    const lines = left.filter((byte) => byte === 0x0a).length;
    // Without its line break, a line may be complete too.
    const whole = left.length > 0 && left.at(-1) === "}".charCodeAt(0) && (await read(path)).length > lines;
    expect(await read(path)).toEqual(events.slice(0, lines + (whole ? 1 : 0)));
  }
});

test("events recorded after a truncated line are read", async () => {
  const path = written();
  writeFileSync(path, readFileSync(path).subarray(0, -9));
  await forgetAfter(path, 2, { mode });
  appendEvent(path, steps[2] as RunEvent, { mode });
  expect(await read(path)).toEqual(events);
});

test("a file that cannot be written anew is left as it was", async () => {
  const path = join(directory, "kept", "metrics.jsonl");
  mkdirSync(dirname(path));
  writeFileSync(path, readFileSync(written()));
  chmodSync(dirname(path), 0o500);
  // Root may write anywhere.
  if (process.getuid?.() !== 0)
    await expect(forgetAfter(path, 1, { mode })).rejects.toMatchObject({ code: "EACCES" });
  chmodSync(dirname(path), 0o700);
  expect(await read(path)).toEqual(events);
});

test("a curve has its held-out values at the step of their evaluation", async () => {
  expect(await curvePoints(events)).toEqual([
    { step: 1, loss: 3, accuracy: 0.25 },
    { step: 2, loss: 1.5, accuracy: 0.5, heldOutLoss: 2, heldOutAccuracy: 0.5 },
    { step: 3, loss: 1, accuracy: 0.75 },
  ]);
});

test("a curve of very many steps keeps evenly spread ones, and all evaluations", async () => {
  const count = 100_000;
  function* many(): Iterable<RunEvent> {
    const [first] = steps as [RunEvent];
    for (let step = 10; step <= count; step += 10) {
      yield { ...first, step } as RunEvent;
      if (step % 500 === 0) yield { ...evaluation, step } as RunEvent;
    }
  }
  const points = await curvePoints(many());
  expect(points.length).toBeLessThan(5000);
  expect(points.filter(({ heldOutLoss }) => heldOutLoss !== undefined)).toHaveLength(count / 500);
  const gaps = points.slice(1).map(({ step }, index) => step - (points[index]?.step ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(40);
});
