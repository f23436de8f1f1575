import { appendFileSync, createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { fileError, writeAtomically } from "@tenetjs/checkpoints/node";
import type { TrainingPoint } from "@tenetjs/figures";
import type { RunEvent } from "./run-event.ts";

/** Appends `event` as a line of JSON. The write is synchronous, so that a killed process loses no event. @throws {TenetError} with the file. */
export function appendEvent(path: string, event: RunEvent, { mode }: { readonly mode: number }): void {
  try {
    appendFileSync(path, `${JSON.stringify(event)}\n`, { mode });
  } catch (error) {
    throw fileError("run", `to append a line to ${path}`, error, "The lines before it are intact.");
  }
}

/**
 * The events in the file at `path`, one after the other, so that the size of the file does not matter. A line that is incomplete, after a kill
 * or on a full disk, is left out.
 */
export async function* readEvents(path: string): AsyncGenerator<RunEvent> {
  if (!existsSync(path)) return;
  const input = createReadStream(path);
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const event = parsed(line);
      if (event !== undefined) yield event;
    }
  } finally {
    input.destroy();
  }
}

function parsed(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    // An incomplete line also spoils the event that was appended to it.
    return undefined;
  }
}

/** Removes the events after `step`. A run that continues from there repeats those steps. */
export async function forgetAfter(
  path: string,
  step: number,
  { mode }: { readonly mode: number },
): Promise<void> {
  await writeAtomically(path, linesUntil(path, step), { mode });
}

async function* linesUntil(path: string, step: number): AsyncGenerator<string> {
  let lines = "";
  for await (const event of readEvents(path)) {
    if (event.step > step || event.event === "done") continue;
    lines += `${JSON.stringify(event)}\n`;
    if (lines.length < 65_536) continue;
    yield lines;
    lines = "";
  }
  yield lines;
}

/**
 * The points of a training curve, with held-out values at the step of their evaluation. Of a very long run, evenly spread points are left, so
 * that its figure and the memory for it stay small.
 */
export async function curvePoints(
  events: AsyncIterable<RunEvent> | Iterable<RunEvent>,
): Promise<TrainingPoint[]> {
  const [trained, evaluated] = [evenlySpread(), evenlySpread()];
  let last: TrainingPoint | undefined;
  for await (const event of events) {
    if (event.event === "step") {
      const { step, loss, accuracy } = event;
      last = { step, loss, accuracy };
      trained.add(last);
    }
    if (last?.step !== event.step || !("heldOut" in event)) continue;
    const { loss: heldOutLoss, accuracy: heldOutAccuracy } = event.heldOut;
    evaluated.add({ ...last, heldOutLoss, heldOutAccuracy });
  }
  const points = new Map([...trained.points(), ...evaluated.points()].map((point) => [point.step, point]));
  return Array.from(points.values()).sort((a, b) => a.step - b.step);
}

/** More points than the width of a figure can show. */
const mostPoints = 4096;

/** Keeps evenly spread ones of the points that are added, at most {@link mostPoints}. */
function evenlySpread() {
  let kept: TrainingPoint[] = [];
  let [stride, count] = [1, 0];
  return {
    add: (point: TrainingPoint) => {
      if (count % stride === 0) kept.push(point);
      count += 1;
      if (kept.length < mostPoints) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    points: () => kept,
  };
}
