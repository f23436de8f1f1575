import { duration } from "./sampled-signal.ts";

/** The samples whose timestamps the reader moved, by their numbers from 1, and when each is read now. */
export type MovedTimes = ReadonlyMap<number, number>;

/** The moved timestamps in a text such as "12:40.5,13:55". What is not a number and a time is left out. */
export function movedTimes(text: string): MovedTimes {
  return new Map(
    text.split(",").flatMap((pair) => {
      const [number = Number.NaN, time = Number.NaN] = pair.split(":").map(Number);
      if (!(Number.isInteger(number) && number >= 1 && Number.isFinite(time))) return [];
      return [[number, Math.min(duration, Math.max(0, time))] as const];
    }),
  );
}

/** The text of moved timestamps, rounded to a tenth of a millisecond. */
export function movedText(moved: MovedTimes): string {
  return [...moved].map(([number, time]) => `${number}:${Number(time.toFixed(1))}`).join(",");
}

/** The times with those that were moved in their places, which may be out of order. */
export function withMoved(times: readonly number[], moved: MovedTimes): number[] {
  return times.map((time, index) => moved.get(index + 1) ?? time);
}
