import type { DateOrder } from "./chat.ts";
import { dateOf, isPlausible } from "./headers/date-of.ts";
import { dayNumber } from "./headers/day-number.ts";
import type { FieldOrder, Header } from "./headers/header.ts";

/** The order of the numbers of some dates, and how it was found. */
export type Decision = { readonly fields: FieldOrder; readonly dateOrder: DateOrder };

/**
 * The order of the numbers in the dates of `headers`, which are written alike. Decided by, in this order:
 *
 * 1. `told`, an option, if the numbers can have that order;
 * 2. a year of more than two digits at the start, which the month follows;
 * 3. values: the order in which most dates are possible. There is no month above 12, and no message before 2009 or in the future;
 * 4. chronology: exports are sorted by time, so the order in which the dates run backwards less often, or span far fewer days;
 * 5. the locale that the rest of the header suggests: year first for Korean dots, month first for slashes with AM or PM in capitals, else day first.
 */
export function decideOrder(headers: readonly [Header, ...Header[]], told?: DateOrder["order"]): Decision {
  const [first] = headers;
  const common = first.orders.filter((fields) => headers.every(({ orders }) => orders.includes(fields)));
  const orders = common.length > 0 ? common : first.orders;
  const asked = orders.filter((fields) => told !== undefined && publicOrder(fields, told) === told);
  if (told !== undefined && asked[0] !== undefined) {
    return decided(asked[0], told, "option", "set by an option");
  }
  const free = orders.filter((fields) => fields !== "ydM");
  const readings = free.map((fields) => reading(headers, fields));
  const [only] = readings;
  if (readings.length === 1 && only !== undefined) {
    return decided(only.fields, "year-first", "year-first", "the dates begin with the year");
  }
  const possible = best(readings, ({ plausible, existing }) => plausible + existing / (headers.length + 1));
  if (possible.length === 1) return byValue(possible[0] as Reading, readings, headers);
  const steady = best(possible, ({ stepsBack }) => -stepsBack);
  if (steady.length === 1) return byChronology(steady[0] as Reading, possible);
  const [near, ...far] = [...steady].sort((a, b) => a.days - b.days) as [Reading, Reading, ...Reading[]];
  if (yearMoves(near, far) && near.days * muchLess < far[0].days) {
    const why = `in this order the dates span ${counted(near.days, "day")}, in others at least ${far[0].days}`;
    // A few messages may be years apart.
    return near.changes < enoughChanges
      ? decided(near.fields, publicOrder(near.fields), "locale", `the dates are ambiguous, and ${why}`)
      : decided(near.fields, publicOrder(near.fields), "chronology", why);
  }
  return byLocale(
    steady.map(({ fields }) => fields),
    first,
  );
}

/** The number of changes of the date from which on the days that they span are evidence. */
const enoughChanges = 5;

/** How many times as many days another order has to span if this decides against it. */
const muchLess = 8;

/** The dates of all headers in one order. */
type Reading = {
  readonly fields: FieldOrder;
  readonly existing: number;
  readonly plausible: number;
  /** How often a date is before the one above it. */
  readonly stepsBack: number;
  /** The days between each date and the next, in sum. */
  readonly days: number;
  /** How often a date differs from the one above it. */
  readonly changes: number;
};

function reading(headers: readonly Header[], fields: FieldOrder): Reading {
  let [existing, plausible, stepsBack, days, changes] = [0, 0, 0, 0, 0];
  let before: number | undefined;
  for (const header of headers) {
    const date = dateOf(header, fields);
    if (date === undefined) continue;
    existing += 1;
    if (isPlausible(date)) plausible += 1;
    const day = dayNumber(date);
    if (before !== undefined && day < before) stepsBack += 1;
    if (before !== undefined) days += Math.abs(day - before);
    if (before !== undefined && day !== before) changes += 1;
    before = day;
  }
  return { fields, existing, plausible, stepsBack, days, changes };
}

function best(readings: readonly Reading[], score: (reading: Reading) => number): readonly Reading[] {
  const most = Math.max(...readings.map(score));
  return readings.filter((reading) => score(reading) === most);
}

function byValue(found: Reading, all: readonly Reading[], headers: readonly Header[]): Decision {
  const order = publicOrder(found.fields);
  const index = order === "day-first" ? 0 : 1;
  const above = headers.filter(({ numbers }) => Number(numbers[index]) > 12).length;
  const others = Math.max(...all.filter((reading) => reading !== found).map(({ plausible }) => plausible));
  const why =
    above > 0 && order !== "year-first"
      ? `the ${index === 0 ? "first" : "second"} number is above 12 in ${counted(above, "date")}`
      : `${counted(found.plausible, "date")} possible in this order, in others at most ${others}`;
  return decided(found.fields, order, "value", why);
}

function byChronology(found: Reading, all: readonly Reading[]): Decision {
  const others = Math.min(...all.filter((reading) => reading !== found).map(({ stepsBack }) => stepsBack));
  const why = `in this order the dates run backwards ${counted(found.stepsBack, "time")}, in the other ${counted(others, "time")}`;
  return decided(found.fields, publicOrder(found.fields), "chronology", why);
}

function byLocale(orders: readonly FieldOrder[], { template, period }: Header): Decision {
  const suggested = (fields: FieldOrder, why: string): Decision | undefined =>
    orders.includes(fields)
      ? decided(fields, publicOrder(fields), "locale", `the dates are ambiguous, and ${why}`)
      : undefined;
  const korean = template.includes("1. 2. 3. ") || template.includes("年") || template.includes("(");
  const american = template.includes("/") && /^[AP]M$/.test(period);
  return (
    (korean ? suggested("yMd", "dates in this form begin with the year") : undefined) ??
    (american ? suggested("Mdy", "slashes with AM and PM are customary in the United States") : undefined) ??
    suggested("dMy", "most locales that write dates this way put the day first") ??
    decided(
      orders[0] as FieldOrder,
      publicOrder(orders[0] as FieldOrder),
      "locale",
      "the dates are ambiguous",
    )
  );
}

/** Whether the place of the year is what differs. */
function yearMoves(near: Reading, far: readonly Reading[]): boolean {
  return far.every(({ fields }) => fields.indexOf("y") !== near.fields.indexOf("y"));
}

/** The name of the order of some fields. Dates that begin with a whole year and continue with the month are also "month-first", if an option says so. */
export function publicOrder(fields: FieldOrder, told?: DateOrder["order"]): DateOrder["order"] {
  if (fields === "yMd") return told === "month-first" ? "month-first" : "year-first";
  return fields.indexOf("d") < fields.indexOf("M") ? "day-first" : "month-first";
}

/** A decision for an order, and the sentence on it. */
export function decided(
  fields: FieldOrder,
  order: DateOrder["order"],
  evidence: DateOrder["evidence"],
  why: string,
): Decision {
  return { fields, dateOrder: { order, evidence, statement: `${order.replace("-", " ")}: ${why}` } };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
