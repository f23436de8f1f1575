import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { TrainingPoint } from "@tenetjs/figures";
import type { RunEvent } from "./run-event.ts";

/** Appends `event` as a line of JSON. The write is synchronous, so that a killed process loses no event. */
export function appendEvent(path: string, event: RunEvent): void {
  appendFileSync(path, `${JSON.stringify(event)}\n`);
}

/** The events in the file at `path`. A last line that is incomplete, after a kill or on a full disk, is left out. */
export function readEvents(path: string): RunEvent[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.flatMap((line) => parsed(line) ?? []);
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
export function forgetAfter(path: string, step: number): void {
  const kept = readEvents(path).filter((event) => event.step <= step && event.event !== "done");
  writeFileSync(path, kept.map((event) => `${JSON.stringify(event)}\n`).join(""));
}

/** The points of a training curve, with held-out values at the step of their evaluation. */
export function curvePoints(events: readonly RunEvent[]): TrainingPoint[] {
  const points = new Map<number, TrainingPoint>();
  for (const event of events) {
    if (event.event === "step")
      points.set(event.step, { step: event.step, loss: event.loss, accuracy: event.accuracy });
    const point = points.get(event.step);
    if (point === undefined || !("heldOut" in event)) continue;
    points.set(event.step, {
      ...point,
      heldOutLoss: event.heldOut.loss,
      heldOutAccuracy: event.heldOut.accuracy,
    });
  }
  return [...points.values()].sort((a, b) => a.step - b.step);
}
