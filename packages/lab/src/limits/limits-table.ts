import { html, svg } from "../element/make.ts";
import { showFailure } from "../element/show-failure.ts";
import { cellLook } from "../figure/cell-look.ts";
import { swatch } from "../figure/marker.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { drawSmallCurves } from "../figure/small-curves.ts";
import { widthOf } from "../figure/width-of.ts";
import { percent } from "../figure/words.ts";
import type { LimitsHost } from "./limits-host.ts";
import { accuracyOf, type LimitsRecord, stateOf } from "./limits-record.ts";
import { stateInWords } from "./limits-sentences.ts";
import { type LimitsTaskName, limitsTaskNames, limitsTasks } from "./limits-tasks.ts";

/** The table of tasks and cells: a small curve and a number for each network. */
export type LimitsTable = {
  readonly element: HTMLElement;
  watch(redraw: () => void, signal: AbortSignal): void;
  /** Shows a record; the task of the name is the one that is also shown large. */
  show(record: LimitsRecord, large: LimitsTaskName): void;
};

const places = ["first", "second", "third", "fourth"] as const;

/** The table, which tells `choose` the task whose curves are clicked. */
export function limitsTable(host: LimitsHost, choose: (task: LimitsTaskName) => void): LimitsTable {
  const columns = places.map((place, lane) => {
    const mark = html("span", { class: "mark", "data-lane": lane });
    return { mark, head: html("th", { scope: "col" }, mark, host.field(place)) };
  });
  const rows = limitsTaskNames.map((name) => taskRow(name, () => choose(name)));
  const element = html(
    "table",
    { part: "table" },
    html("caption", { class: "unseen" }, "Accuracy of each cell on each task, on held-out sequences"),
    html("thead", {}, html("tr", {}, ...columns.map(({ head }) => head))),
    ...rows.map(({ element }) => element),
  );
  const width = widthOf(element);
  return {
    element,
    watch: width.watch,
    show(record, large) {
      for (const [lane, { mark }] of columns.entries()) {
        const cell = record.tasks[0]?.networks[lane]?.cell ?? "";
        if (mark.dataset.cell === cell) continue;
        mark.dataset.cell = cell;
        mark.replaceChildren(swatch(cellLook(cell, lane)));
      }
      for (const row of rows) row.show(record, large, width.current());
    },
  };
}

function taskRow(name: LimitsTaskName, choose: () => void) {
  const { title, asks, right } = limitsTasks[name];
  const guess = html("span", { class: "guess" });
  const cells = places.map(() => {
    const curve = svg("svg", { "aria-hidden": "true" });
    const number = html("span", { class: "number" });
    const state = html("span", { class: "state" });
    const element = html("td", {}, html("div", { class: "curve-place" }, curve), number, state);
    return { element, curve, number, state };
  });
  const head = html(
    "th",
    { colSpan: places.length, scope: "rowgroup" },
    html("span", { class: "title" }, title),
    html("span", { class: "asks" }, asks),
    guess,
  );
  const row = html("tr", { class: "networks" }, ...cells.map(({ element }) => element));
  const element = html("tbody", {}, html("tr", {}, head), row);
  // The field "Shown large" does the same for the keyboard.
  row.onclick = choose;

  return {
    element,
    show({ step, tasks }: LimitsRecord, large: LimitsTaskName, width: number): void {
      const task = tasks.find((task) => task.name === name);
      if (task === undefined) return;
      const { chance, networks } = task;
      element.classList.toggle("chosen", name === large);
      guess.textContent = `A guess: ${percent(chance)} ${right}`;
      for (const [lane, { element, curve, number, state }] of cells.entries()) {
        const network = networks[lane];
        if (network === undefined) continue;
        const accuracy = accuracyOf(network);
        number.textContent = accuracy === undefined ? "–" : percent(accuracy);
        state.textContent = stateInWords(network, chance);
        element.dataset.state = stateOf(network, chance);
        showFailure(element, network.failure);
        if (width === 0) continue;
        drawSmallCurves(curve, network.accuracy, {
          width: Math.floor(width / places.length) - 16,
          height: 52,
          look: network.look,
          max: niceLimit(step, 100),
          domain: [0, 1],
          reference: chance,
        });
      }
    },
  };
}
