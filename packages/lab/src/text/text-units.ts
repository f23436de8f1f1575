import { html } from "../element/make.ts";
import type { TextHost } from "./text-host.ts";
import type { TextRecord } from "./text-record.ts";
import { signed, unitsSentence } from "./text-sentences.ts";

/** The units that follow something in the text. */
export function textUnits(host: TextHost): { readonly element: HTMLElement; show(record: TextRecord): void } {
  const body = html("tbody");
  const caption = html("p", { class: "note" });
  const table = html(
    "table",
    {},
    html(
      "thead",
      {},
      html("tr", {}, ...["Where the text is", "Unit", "r", "Colour"].map((text) => html("th", {}, text))),
    ),
    body,
  );
  const element = html(
    "section",
    { class: "units", part: "units" },
    html("h3", {}, "Which unit follows what"),
    caption,
    html("div", { class: "scrolling" }, table),
    html(
      "p",
      { class: "note" },
      "r is the correlation of the unit’s output with the feature. Each unit was chosen on one half of a held-out text, and r is that on the other half. No unit is made for a feature: most follow several things, and a small r means that no unit follows this one.",
    ),
  );
  let shown: TextRecord["units"];
  return {
    element,
    show({ units }) {
      if (units === shown) return;
      shown = units;
      const findings = units?.findings ?? [];
      element.hidden = findings.length === 0;
      caption.textContent = unitsSentence(findings);
      const focused = [...body.querySelectorAll("button")].findIndex((button) => button.matches(":focus"));
      body.replaceChildren(
        ...findings
          .toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
          .map(({ feature, unit, correlation }) => {
            const show = html("button", { type: "button", "aria-label": `Show unit ${unit + 1}` }, "Show");
            show.onclick = () => host.settings.change({ color: "unit", unit: unit + 1 });
            const bar = html("span", { class: "r", "aria-hidden": true });
            bar.style.setProperty("--r", String(Math.abs(correlation)));
            return html(
              "tr",
              {},
              html("th", { scope: "row" }, feature),
              html("td", {}, String(unit + 1)),
              html("td", {}, signed(correlation), bar),
              html("td", {}, show),
            );
          }),
      );
      // Its table is drawn anew while a reader may stand in it.
      if (focused >= 0) body.querySelectorAll("button")[focused]?.focus();
    },
  };
}
