import { changingOrder } from "./changing-order.ts";
import type { DateOrder } from "./chat.ts";
import { type Decision, decided, decideOrder, publicOrder } from "./date-order.ts";
import { grouped } from "./grouped.ts";
import { dateOf, isPlausible } from "./headers/date-of.ts";
import type { Header } from "./headers/header.ts";

type Headers = readonly [Header, ...Header[]];

/**
 * The order of the numbers in the date of each of `headers`. Dates of one shape have one order, unless `told` is undefined and the headers say otherwise: those of one form have an order of
 * their own where their dates decide it, and an order may change within a form.
 */
export function decideOrders(
  headers: readonly Header[],
  told: DateOrder["order"] | undefined,
): ReadonlyMap<Header, Decision> {
  const decisions = new Map<Header, Decision>();
  const decide = (some: Headers, decision: Decision) => {
    for (const header of some) decisions.set(header, decision);
  };
  for (const alike of grouped(headers, ({ dateShape }) => dateShape).values()) {
    const joint = decideOrder(alike, told);
    const forms = told === undefined ? [...grouped(alike, ({ template }) => template).values()] : [alike];
    for (const form of forms) {
      const decision = forms.length > 1 ? ofForm(form, joint) : joint;
      if (told !== undefined || allFit(form, decision)) decide(form, decision);
      else for (const [header, changed] of changes(form, decision)) decisions.set(header, changed);
    }
  }
  return decisions;
}

/** The decision for the headers of one form, given that for all of the same shape. */
function ofForm(form: Headers, joint: Decision): Decision {
  const own = decideOrder(form);
  if (own.dateOrder.evidence !== "locale" || !allFit(form, joint)) return own;
  // A form that begins with the year in its locales says more than other forms do.
  if (own.fields !== joint.fields && own.dateOrder.order === "year-first") return own;
  const why = "the dates in this form are ambiguous, and this is the order of those in another";
  return decided(joint.fields, joint.dateOrder.order, "locale", why);
}

/** Whether messages may be of all dates of `headers`. */
function allFit(headers: Headers, { fields }: Decision): boolean {
  return headers.every((header) => {
    const date = header.orders.includes(fields) ? dateOf(header, fields) : undefined;
    return date !== undefined && isPlausible(date);
  });
}

/** The decision for each of `headers`, whose dates do not all fit the one order of `most`. */
function* changes(headers: Headers, most: Decision): Iterable<[Header, Decision]> {
  const all = [...new Set(headers.flatMap(({ orders }) => orders))].filter((fields) => fields !== "ydM");
  // Where two orders do equally well, the first is taken.
  const orders = [most.fields, ...all.filter((fields) => fields !== most.fields)];
  const fields = changingOrder(headers, orders);
  for (const [index, header] of headers.entries()) {
    const own = fields[index] ?? most.fields;
    if (own === most.fields) yield [header, most];
    else
      yield [
        header,
        decided(
          own,
          publicOrder(own),
          "value",
          `dates among these are not possible as ${most.dateOrder.order}`,
        ),
      ];
  }
}
