import { scaleLinear } from "d3-scale";
import { svg } from "../element/make.ts";
import type { Look } from "./cell-look.ts";
import { marker } from "./marker.ts";

/** A row of a strip: a number for each step, as a power of ten. */
export type StripRow = { readonly name: string; readonly look: Look; readonly exponents: readonly number[] };

export type StripOptions = {
  readonly width: number;
  /** What stands above the columns, one for each step. */
  readonly heads: readonly string[];
  /** The exponents at the two ends of the colour scale. What lies beyond has the colour of the end. */
  readonly domain: readonly [number, number];
  /** What the colour shows, with its unit. */
  readonly legend: string;
};

/**
 * Draws rows of coloured cells under their heads into `target`, an `<svg>`, in place of what it shows. One hue runs from light to dark, and the first and
 * last number of each row are written out.
 */
export function drawStrip(target: SVGSVGElement, rows: readonly StripRow[], options: StripOptions): void {
  const { width, heads, domain, legend } = options;
  const left = 16 + 7 * Math.max(4, ...rows.map(({ name }) => name.length));
  const side = (width - left) / heads.length;
  const head = 20;
  const rowHeight = 30;
  const bottom = head + rows.length * rowHeight;
  const height = bottom + 44;
  const share = scaleLinear(domain, [0, 100]).clamp(true).unknown(0);
  // On narrow screens every other head, or fewer, so that they do not touch.
  const every = Math.ceil(11 / side);
  target.setAttribute("width", String(width));
  target.setAttribute("height", String(height));
  target.setAttribute("viewBox", `0 0 ${width} ${height}`);
  target.replaceChildren(
    ...heads.flatMap((text, index) =>
      index % every === 0
        ? [svg("text", { x: left + (index + 0.5) * side, y: 13, "text-anchor": "middle" }, text)]
        : [],
    ),
    ...rows.flatMap(({ name, look, exponents }, row) => {
      const y = head + row * rowHeight;
      return [
        marker(look, 6, y + rowHeight / 2 - 2),
        svg("text", { x: 16, y: y + rowHeight / 2 + 2, "font-weight": 600 }, name),
        ...exponents.map((exponent, index) =>
          svg(
            "rect",
            {
              x: left + index * side + 0.5,
              y,
              width: Math.max(1, side - 1),
              height: rowHeight - 4,
              rx: Math.min(3, side / 6),
              style: `fill: ${shade(share(exponent))}`,
            },
            svg("title", {}, `step ${index + 1}: ${powerOfTen(exponent)}`),
          ),
        ),
      ];
    }),
    ...drawLegend({ left, width, top: bottom + 8, domain, legend }),
  );
}

/** The colour at a percentage of the scale. */
export function shade(percent: number): string {
  return `color-mix(in oklab, var(--scale-high) ${percent.toFixed(1)}%, var(--scale-low))`;
}

/** A power of ten as a reader sees it: "10⁻⁷·³". */
export function powerOfTen(exponent: number): string {
  if (!Number.isFinite(exponent)) return "0";
  const digits = [...exponent.toFixed(1)].map((sign) => superscripts[sign] ?? sign);
  return `10${digits.join("")}`;
}

const superscripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [String(digit), sign])),
  "-": "⁻",
  ".": "·",
};

function drawLegend(of: {
  left: number;
  width: number;
  top: number;
  domain: readonly [number, number];
  legend: string;
}): SVGElement[] {
  const { left, width, top, domain, legend } = of;
  const long = Math.min(180, width - left);
  const count = 24;
  return [
    ...Array.from({ length: count }, (_, index) =>
      svg("rect", {
        x: left + (index * long) / count,
        y: top,
        width: long / count + 0.5,
        height: 8,
        style: `fill: ${shade((100 * index) / (count - 1))}`,
      }),
    ),
    svg("text", { class: "faint", x: left, y: top + 22 }, `≤ ${powerOfTen(domain[0]).replace("·⁰", "")}`),
    svg(
      "text",
      { class: "faint", x: left + long, y: top + 22, "text-anchor": "end" },
      powerOfTen(domain[1]).replace("·⁰", ""),
    ),
    svg("text", { class: "faint", x: left + long + 10, y: top + 8 }, legend),
  ];
}
