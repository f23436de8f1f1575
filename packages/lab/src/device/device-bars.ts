import { html } from "../element/make.ts";
import type { DevicePlace } from "./device-facts.ts";
import { type DeviceRecord, measurementOf, runningPlaces } from "./device-record.ts";
import { characters } from "./device-sentences.ts";

/** The bars of the measurement: for each size of network a group, with a bar for each place that runs here. A bar fills while it is measured. */
export function deviceBars(): { readonly element: HTMLElement; show(record: DeviceRecord): void } {
  const element = html("div", { class: "groups" });
  let last = "";
  let groups: { show(record: DeviceRecord): void }[] = [];
  return {
    element,
    show(record) {
      const places = runningPlaces(record);
      const shape = JSON.stringify([record.sizes, places]);
      if (shape !== last) {
        last = shape;
        const made = record.sizes.map((size) => groupOf(size, places));
        groups = made;
        element.replaceChildren(...made.map(({ element }) => element));
      }
      for (const group of groups) group.show(record);
    },
  };
}

function groupOf(size: number, places: readonly DevicePlace[]) {
  const rows = places.map((place) => {
    const fill = html("div", { class: `fill ${place.backend}` });
    const value = html("span", { class: "value" });
    const element = html(
      "li",
      {},
      html("span", { class: "title" }, place.title),
      html("div", { class: "track", "aria-hidden": true }, fill),
      value,
    );
    return { place, element, fill, value };
  });
  const list = html("ul", {}, ...rows.map(({ element }) => element));
  const element = html("div", { class: "group" }, html("h4", {}, `LSTM, ${size} units`), list);
  return {
    element,
    show(record: DeviceRecord): void {
      const rateOf = (place: DevicePlace) =>
        record.measured.get(measurementOf(place, size))?.charactersPerSecond ?? 0;
      const most = Math.max(1, ...places.map(rateOf));
      for (const { place, element, fill, value } of rows) {
        const measured = record.measured.get(measurementOf(place, size));
        const failure = record.failures.get(place.id);
        const busy = measured !== undefined && measured.done < 1;
        fill.style.inlineSize = `${((100 * rateOf(place)) / most).toFixed(1)}%`;
        fill.style.opacity = busy ? String(0.35 + 0.5 * measured.done) : "1";
        element.classList.toggle("busy", busy);
        value.textContent =
          measured === undefined ? (failure ?? "–") : characters(measured.charactersPerSecond);
        value.classList.toggle("missing", measured === undefined && failure !== undefined);
      }
    },
  };
}
