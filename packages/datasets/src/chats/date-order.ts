import type { DateOrder } from "./chat.ts";
import type { Header } from "./header-form.ts";

type Order = DateOrder["order"];

/**
 * Whether the day or the month comes first in `headers`, which were read in `form` as day first. Decided by, in this order:
 *
 * 1. a year at the start, which the month follows;
 * 2. numbers above 12 (the majority, if they disagree);
 * 3. chronology: exports are sorted by time, so the order in which the dates run backwards less often;
 * 4. the locale that the format suggests: month first for slashes with AM or PM in capitals (United States), else day first.
 */
export function inferDateOrder(headers: readonly Header[], form: string): DateOrder {
  if (orderOf(form) === "month-first") {
    return {
      order: "month-first",
      evidence: "year-first",
      statement: "month first: the dates begin with the year",
    };
  }
  const above = (field: "day" | "month") => headers.filter((header) => header[field] > 12).length;
  const [first, second] = [above("day"), above("month")];
  if (first !== second) {
    return first > second
      ? settled("day-first", "value", `the first number is above 12 in ${counted(first, "date")}`)
      : settled("month-first", "value", `the second number is above 12 in ${counted(second, "date")}`);
  }
  const [dayFirst, monthFirst] = [stepsBack(headers, "day-first"), stepsBack(headers, "month-first")];
  if (dayFirst !== monthFirst) {
    const order = dayFirst < monthFirst ? "day-first" : "month-first";
    const [fewer, more] = [Math.min(dayFirst, monthFirst), Math.max(dayFirst, monthFirst)];
    return settled(
      order,
      "chronology",
      `in this order the dates run backwards ${counted(fewer, "time")}, in the other ${counted(more, "time")}`,
    );
  }
  if (form.includes("/") && /^[AP]M$/.test(headers[0]?.meridiem ?? "")) {
    return settled(
      "month-first",
      "locale",
      "the dates are ambiguous, and slashes with AM and PM are customary in the United States",
    );
  }
  return settled(
    "day-first",
    "locale",
    "the dates are ambiguous, and most locales that write dates this way put the day first",
  );
}

/** The order of the day and month fields in `form`. */
export function orderOf(form: string): Order {
  const fields = form.replace(/'[^']*'/g, "");
  return fields.indexOf("d") < fields.indexOf("M") ? "day-first" : "month-first";
}

/** A known format with day and month swapped. */
export function swapFields(form: string): string {
  return form.replace(/[dM]/g, (field) => (field === "d" ? "M" : "d"));
}

/** `header` with its day and month swapped. */
export function swapDayAndMonth(header: Header): Header {
  return { ...header, day: header.month, month: header.day };
}

/** Whether the date exists in the calendar. */
export function dateExists({ year, month, day }: Header): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function settled(order: Order, evidence: DateOrder["evidence"], why: string): DateOrder {
  return { order, evidence, statement: `${order === "day-first" ? "day" : "month"} first: ${why}` };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function stepsBack(headers: readonly Header[], order: Order): number {
  let steps = 0;
  let before = 0;
  for (const header of headers) {
    const { year, month, day } = order === "day-first" ? header : swapDayAndMonth(header);
    const date = (year * 12 + month) * 31 + day;
    if (date < before) steps += 1;
    before = date;
  }
  return steps;
}
