import { dayNumber } from "./day-number.ts";
import type { Era } from "./era-words.ts";
import { type CalendarDate, gregorianDate } from "./gregorian-date.ts";
import type { FieldOrder, Header } from "./header.ts";

/** The Gregorian date of `header` if its numbers have this order; undefined if there is no such date. */
export function dateOf({ numbers, eras }: Header, order: FieldOrder): CalendarDate | undefined {
  const field = (letter: string) => numbers[order.indexOf(letter)] ?? "";
  const [month, day] = [Number(field("M")), Number(field("d"))];
  let first: CalendarDate | undefined;
  const year = Number(field("y"));
  for (const { calendar, add, century = 0 } of eras.length > 0 ? eras : [calendarOf(field("y"))]) {
    for (const whole of year < 100 ? [year, year + century, year + century - 100] : [year]) {
      const date = gregorianDate(calendar, { year: whole + add, month, day });
      if (date !== undefined && isPlausible(date)) return date;
      first ??= date;
    }
  }
  return first;
}

/** Whether a message may be of this date: WhatsApp began in 2009, and an export has no messages of the future. */
export function isPlausible(date: CalendarDate): boolean {
  if (date.year < firstYear) return false;
  // Local time may be a day ahead of UTC.
  return dayNumber(date) <= Date.now() / millisecondsPerDay + 1;
}

const firstYear = 2009;

const millisecondsPerDay = 86_400_000;

/**
 * The calendar of a year without an era, by its number, and what to add to it. Two digits are 2000 to 2051 or, from 52 on, 2552 to 2599 of the Buddhist
 * era, which are 2009 to 2056. Three are of the Minguo era.
 */
function calendarOf(year: string): Omit<Era, "words"> {
  const value = Number(year);
  if (year.length === 2) return { calendar: "gregory", add: value < 52 ? 2000 : 2500 - 543 };
  if (year.length === 3) return { calendar: "gregory", add: 1911 };
  if (value >= 1388 && value < 1430) return { calendar: "persian", add: 0 };
  if (value >= 1430 && value < 1500) return { calendar: "islamic-umalqura", add: 0 };
  return { calendar: "gregory", add: value >= 2400 && value < 2700 ? -543 : 0 };
}
