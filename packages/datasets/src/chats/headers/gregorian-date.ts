/** A calendar by its name in Unicode. Eras of other names count the years of one of these. */
export type Calendar = "gregory" | "persian" | "islamic-umalqura";

/** A date of the Gregorian calendar. Months are 1 to 12. */
export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

/** The Gregorian date of a date in `calendar`; undefined if that date does not exist. */
export function gregorianDate(calendar: Calendar, date: CalendarDate): CalendarDate | undefined {
  if (calendar === "gregory") return exists(date) ? date : undefined;
  const key = `${calendar} ${date.year} ${date.month} ${date.day}`;
  let found = known.get(key);
  if (found === undefined) {
    found = converted(calendar, date) ?? null;
    if (known.size < mostKnown) known.set(key, found);
  }
  return found ?? undefined;
}

function exists({ year, month, day }: CalendarDate): boolean {
  // Years of four digits, which every time of a message has.
  if (year < 1000 || year > 9999) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** All dates of a century, and some that do not exist. */
const mostKnown = 50_000;
const known = new Map<string, CalendarDate | null>();

const millisecondsPerDay = 86_400_000;

/** The mean length of a year in days, and the day on which year 1 began, in days since 1970. */
const years = {
  persian: { days: 365.2422, first: -492_267 },
  "islamic-umalqura": { days: 354.3671, first: -492_148 },
} as const;

/** The Gregorian date, found by asking `Intl` for the dates near an estimate. */
function converted(
  calendar: Exclude<Calendar, "gregory">,
  { year, month, day }: CalendarDate,
): CalendarDate | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const { days, first } = years[calendar];
  const estimate = Math.round(first + (year - 1) * days + ((month - 1) * days) / 12 + day - 1);
  for (let away = 0; away <= 2 * mostAway; away += 1) {
    const at = estimate + (away % 2 === 0 ? away / 2 : -(away + 1) / 2);
    const candidate = dateIn(calendar, at);
    if (candidate.year === year && candidate.month === month && candidate.day === day) {
      const found = new Date(at * millisecondsPerDay);
      return { year: found.getUTCFullYear(), month: found.getUTCMonth() + 1, day: found.getUTCDate() };
    }
  }
  return undefined;
}

/** The largest error of the estimate in days: months of 31 days at the start of a Persian year, and the moon. */
const mostAway = 8;

const formats = new Map<string, Intl.DateTimeFormat>();

function dateIn(calendar: Calendar, day: number): CalendarDate {
  let format = formats.get(calendar);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      timeZone: "UTC",
    });
    formats.set(calendar, format);
  }
  const parts = format.formatToParts(day * millisecondsPerDay);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: numberOf("year"), month: numberOf("month"), day: numberOf("day") };
}
