import type { CalendarDate } from "./gregorian-date.ts";

/** The days from 1970-01-01 to a date. */
export function dayNumber({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
