import * as Plot from "@observablehq/plot";
import type { Look } from "./look.ts";
import { plainLine, shorten, textWidth } from "./text.ts";

/** An entry of a legend: a sample of a line, of a marker or of both, and its name. */
export type LegendEntry = {
  label: string;
  look: Look;
  line: boolean;
  marker: boolean;
};

/** A legend of the given width, with entries next to each other in as many rows as they need. */
export function legend(document: Document, entries: readonly LegendEntry[], width: number): Element {
  const placed = layOut(entries, width);
  const marks = placed.flatMap(({ label, look, line, marker, x, y }) => [
    line
      ? Plot.link([0], {
          x1: () => x,
          x2: () => x + sample,
          y1: () => y,
          y2: () => y,
          stroke: look.color,
          strokeWidth: 2,
          strokeDasharray: look.dash,
        })
      : null,
    marker
      ? Plot.dot([0], {
          x: () => x + sample / 2,
          y: () => y,
          symbol: look.symbol,
          r: 4,
          stroke: look.color,
          fill: "white",
        })
      : null,
    Plot.text([label], { x: () => x + sample + 6, y: () => y, textAnchor: "start", fontSize }),
  ]);
  const height = (placed.at(-1)?.y ?? 0) + rowHeight / 2 + 4;
  return Plot.plot({
    document,
    width,
    height,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    marks,
  });
}

const fontSize = 12;
const rowHeight = 20;
/** The length of a line sample in pixels: enough for a whole period of each dash pattern. */
const sample = 34;
const margin = 12;
const gap = 22;

function layOut(entries: readonly LegendEntry[], width: number) {
  let x = margin;
  let y = rowHeight / 2;
  return entries.map((entry) => {
    const label = shorten(plainLine(entry.label), 60);
    const needed = sample + 6 + textWidth(label, fontSize);
    if (x > margin && x + needed > width - margin) {
      x = margin;
      y += rowHeight;
    }
    const placed = { ...entry, label, x, y };
    x += needed + gap;
    return placed;
  });
}
