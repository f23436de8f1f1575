import { html } from "../element/make.ts";
import { cellChoices } from "../training/cell-choices.ts";
import { checkedCells } from "./checked-cells.ts";
import { type DeviceRecord, differenceOf, tolerance } from "./device-record.ts";
import { difference } from "./device-sentences.ts";

/** The table of the check: a row for each place, a column for each cell. */
export function checkTable(): { readonly element: HTMLElement; show(record: DeviceRecord): void } {
  const body = html("tbody");
  const names = checkedCells.map((cell) => html("th", { scope: "col" }, cellChoices[cell]));
  const table = html(
    "table",
    {},
    html(
      "caption",
      { class: "unseen" },
      "The largest difference between fused and composed form, relative to the largest value",
    ),
    html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Backend"), ...names)),
    body,
  );
  let last = "";
  return {
    // A table that is wider than a phone is scrolled by itself.
    element: html("div", { class: "scroll", role: "region", "aria-label": "The check", tabIndex: 0 }, table),
    show(record) {
      const rows = record.places
        .filter(({ backend }) => backend !== "cpu")
        .map((place) => {
          const failure = record.failures.get(place.id) ?? place.missing;
          return {
            title: place.title,
            failure,
            cells: checkedCells.map((cell) => differenceOf(record, place, cell)),
          };
        });
      const next = JSON.stringify(rows);
      if (next === last) return;
      last = next;
      body.replaceChildren(
        ...rows.map(({ title, failure, cells }) =>
          html(
            "tr",
            {},
            html("th", { scope: "row" }, title),
            ...(failure === undefined
              ? cells.map(cellOf)
              : [html("td", { colSpan: checkedCells.length, class: "missing" }, failure)]),
          ),
        ),
      );
    },
  };
}

function cellOf(found: number | undefined): HTMLElement {
  if (found === undefined) return html("td", {}, "…");
  const verdict = found <= tolerance ? "✓" : "✗";
  return html("td", { class: found <= tolerance ? "agrees" : "differs" }, `${verdict} ${difference(found)}`);
}
