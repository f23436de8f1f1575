import type { DateOrder } from "./chat.ts";
import type { Header } from "./header-form.ts";

type Order = DateOrder["order"];

/**
 * Which of day and month comes first in `headers`, which were read in `form` as if the day did. Settled by, in this
 * order: a year in front; numbers above 12 (the majority, should they disagree); the order in which the dates run back
 * less often, since exports are in order of time; the locale that the form points to: month first for slashes with AM
 * or PM in capitals (United States), else day first.
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
      `read so, the dates run back in time ${counted(fewer, "time")}, the other way ${counted(more, "time")}`,
    );
  }
  if (form.includes("/") && /^[AP]M$/.test(headers[0]?.meridiem ?? "")) {
    return settled(
      "month-first",
      "locale",
      "no date tells, and slashes with AM and PM are the habit of the United States",
    );
  }
  return settled(
    "day-first",
    "locale",
    "no date tells, and most places that write dates this way put the day first",
  );
}

/** The order in which `form` has the fields of day and month. */
export function orderOf(form: string): Order {
  const fields = form.replace(/'[^']*'/g, "");
  return fields.indexOf("d") < fields.indexOf("M") ? "day-first" : "month-first";
}

/** A known form with day and month in each other's place. */
export function swapFields(form: string): string {
  return form.replace(/[dM]/g, (field) => (field === "d" ? "M" : "d"));
}

/** `header` with its day read as its month, and the other way round. */
export function swapDayAndMonth(header: Header): Header {
  return { ...header, day: header.month, month: header.day };
}

/** Whether the calendar has this date. */
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
