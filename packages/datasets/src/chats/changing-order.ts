import { dateOf, isPlausible } from "./headers/date-of.ts";
import { dayNumber } from "./headers/day-number.ts";
import type { FieldOrder, Header } from "./headers/header.ts";

/**
 * What speaks against an order of a date, in one unit. A change costs a little more than a date that does not exist, so that a line or two in another order, which are likely quotes,
 * change nothing.
 */
const costs = { noSuchDate: 1000, implausible: 500, change: 1200, stepBack: 20, day: 0.001 };

/** So many days cost no more: a chat may rest for years. */
const mostDays = 4000;

/**
 * The order of each date of `headers`, which are written alike but not all in one order: the phone's language changed, or exports were joined.
 *
 * Of all ways to change between `orders`, it takes the one with the fewest dates that do not exist, changes, and steps back in time (Viterbi's algorithm). Time is linear in the number of
 * headers.
 */
export function changingOrder(
  headers: readonly Header[],
  orders: readonly FieldOrder[],
): readonly FieldOrder[] {
  let paths = orders.map((): Path => ({ cost: 0, day: undefined }));
  const cameFrom = headers.map((header) => {
    const next = orders.map((fields) => {
      const date = header.orders.includes(fields) ? dateOf(header, fields) : undefined;
      const day = date === undefined ? undefined : dayNumber(date);
      const own = date === undefined ? costs.noSuchDate : isPlausible(date) ? 0 : costs.implausible;
      return { own, day };
    });
    const steps = next.map(({ own, day }, to) => {
      const ways = paths.map(
        (path, from) => path.cost + own + stepCost(path.day, day) + (from === to ? 0 : costs.change),
      );
      const from = ways.indexOf(Math.min(...ways));
      return { from, path: { cost: ways[from] as number, day: day ?? paths[from]?.day } };
    });
    paths = steps.map(({ path }) => path);
    return steps.map(({ from }) => from);
  });
  let at = paths.findIndex(({ cost }) => cost === Math.min(...paths.map((path) => path.cost)));
  return cameFrom
    .reverse()
    .map((from) => {
      const order = orders[at] as FieldOrder;
      at = from[at] as number;
      return order;
    })
    .reverse();
}

/** The best way to read the dates up to one, with that one in some order: what speaks against it, and the day of the last date that exists. */
type Path = { readonly cost: number; readonly day: number | undefined };

function stepCost(before: number | undefined, day: number | undefined): number {
  if (before === undefined || day === undefined) return 0;
  const days = Math.min(mostDays, Math.abs(day - before));
  return costs.day * days + (day < before ? costs.stepBack : 0);
}
