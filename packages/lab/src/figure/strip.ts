import type { Look } from "./cell-look.ts";
import type { Columns } from "./columns.ts";
import { marker } from "./marker.ts";
import { powerOfTen } from "./power-of-ten.ts";
import { setSize } from "./set-size.ts";
import { drawShapes, type Shape, shape } from "./shape.ts";

/** A row of a strip: a number for each column, as a power of ten. */
export type StripRow = { readonly name: string; readonly look: Look; readonly exponents: readonly number[] };

export type StripOptions = {
  readonly columns: Columns;
  /** What stands above the columns. */
  readonly heads: readonly string[];
  /** The exponents at the two ends of the colour scale. What lies beyond has the colour of the end. */
  readonly domain: readonly [number, number];
  /** What the colour shows. */
  readonly legend: string;
};

const rowHeight = 32;

/**
 * Draws rows of coloured cells under their heads into `target`, in place of what it shows. One hue runs from light to dark. The power of ten of the first
 * column, to which the others lead, is written in it where there is room.
 */
export function drawStrip(target: SVGSVGElement, rows: readonly StripRow[], options: StripOptions): void {
  const { columns, heads, domain, legend } = options;
  const head = 22;
  const bottom = head + rows.length * rowHeight;
  setSize(target, columns.width, bottom + (isNarrow(columns) ? 50 : 34));
  drawShapes(target, [
    ...drawHeads(heads, columns, 14),
    ...rows.flatMap(({ name, look, exponents }, row) => {
      const y = head + row * rowHeight;
      return [
        ...drawRowName(name, look, y + rowHeight / 2 - 2),
        ...exponents.map((exponent, index) =>
          shape(
            "rect",
            {
              x: columns.x(index) + 0.5,
              y,
              width: Math.max(1, columns.side - 1),
              height: rowHeight - 4,
              rx: Math.min(3, columns.side / 6),
              style: `fill: ${shade(share(exponent, domain))}`,
            },
            shape("title", {}, `digit ${index + 1}: ${powerOfTen(exponent)}`),
          ),
        ),
      ];
    }),
    ...drawLegend(columns, bottom + 10, domain, legend),
  ]);
}

/** The texts above columns. The first is bold: it is the one to remember. */
export function drawHeads(heads: readonly string[], columns: Columns, y: number): Shape[] {
  return heads.flatMap((text, index) => {
    if (index % columns.every !== 0) return [];
    const weight = index === 0 ? { "font-weight": 700 } : { class: "faint" };
    return [shape("text", { x: columns.middle(index), y, "text-anchor": "middle", ...weight }, text)];
  });
}

/** The name of a row and the mark of its network, before the columns. */
export function drawRowName(name: string, look: Look, middle: number): Shape[] {
  return [marker(look, 6, middle), shape("text", { x: 18, y: middle + 4, "font-weight": 600 }, name)];
}

/** The colour at a percentage of the scale. */
function shade(percent: number): string {
  return `color-mix(in oklab, var(--scale-high) ${percent.toFixed(0)}%, var(--scale-low))`;
}

/** Where an exponent lies in the scale, in percent. One that is not known lies at the low end. */
function share(exponent: number, [low, high]: readonly [number, number]): number {
  if (Number.isNaN(exponent)) return 0;
  return Math.min(100, Math.max(0, (100 * (exponent - low)) / (high - low)));
}

/** Whether the legend has no room beside the scale. */
function isNarrow({ width }: Columns): boolean {
  return width < 560;
}

function drawLegend(
  columns: Columns,
  top: number,
  [low, high]: readonly [number, number],
  legend: string,
): Shape[] {
  const { left, width } = columns;
  const labels = [`≤ ${powerOfTen(low)}`, high === 0 ? "1" : powerOfTen(high)] as const;
  const start = left + 44;
  const long = Math.min(140, (width - left) / 3);
  const count = 20;
  return [
    shape("text", { class: "faint", x: start - 6, y: top + 9, "text-anchor": "end" }, labels[0]),
    ...Array.from({ length: count }, (_, index) =>
      shape("rect", {
        x: start + (index * long) / count,
        y: top,
        width: long / count + 0.5,
        height: 10,
        style: `fill: ${shade((100 * index) / (count - 1))}`,
      }),
    ),
    shape("text", { class: "faint", x: start + long + 6, y: top + 9 }, labels[1]),
    isNarrow(columns)
      ? shape("text", { class: "faint", x: width, y: top + 29, "text-anchor": "end" }, legend)
      : shape("text", { class: "faint", x: start + long + 26, y: top + 9 }, legend),
  ];
}
