import { problem } from "@tenetjs/core/internals";
import { count, plainLine, wrap } from "./text.ts";

/** The options of every figure, in addition to its data. */
export type FigureOptions = {
  /** The heading of the figure, and its name for screen readers. */
  title: string;
  /** The document that creates the SVG elements. Default: the page's `document`. */
  document?: Document;
};

/** The parts of a figure, from top to bottom. */
export type Parts = {
  title: string;
  document: Document;
  /** Plots in the order of drawing, each with its own width and height. */
  panels: readonly Element[];
  /** Lines of small print under the panels. */
  notes?: readonly string[];
};

/** The font family of all text. */
export const fontFamily = "system-ui, sans-serif";

/** `given`, or the page's `document`. @throws {TypeError} when there is none, as in Node. */
export function documentOr(where: string, given: Document | undefined): Document {
  const found = given ?? (globalThis as { document?: Document }).document;
  if (found !== undefined) return found;
  throw new TypeError(
    problem(
      where,
      "a page's document",
      undefined,
      'In Node, import the function from "@tenetjs/figures/node": it returns the SVG as a string.',
    ),
  );
}

/**
 * A self-contained SVG, with a size, a white background and generic fonts, but without a style sheet or ids that could
 * conflict with those of a page.
 */
export function compose({ title, document, panels, notes = [] }: Parts): SVGSVGElement {
  const heading = plainLine(title);
  const width = Math.max(...panels.map((panel) => size(panel, "width")));
  const svg = element(document, "svg", {
    "font-family": fontFamily,
    "font-size": 12,
    color: "#1f2328",
    fill: "currentColor",
    role: "img",
  });
  const name = element(document, "title");
  name.textContent = heading;
  const ground = element(document, "rect", { fill: "white" });
  svg.append(name, ground);

  let top = 8;
  const write = (lines: readonly string[], fontSize: number, attributes: Attributes) => {
    for (const line of lines) {
      top += Math.round(fontSize * 1.4);
      const text = element(document, "text", { x: margin, y: top, "font-size": fontSize, ...attributes });
      text.textContent = line;
      svg.append(text);
    }
  };
  write(wrap(heading, width - 2 * margin, 16), 16, { "font-weight": 600 });
  top += 12;
  for (const panel of panels) {
    svg.append(place(document, panel, top));
    top += size(panel, "height");
  }
  for (const note of notes)
    write(wrap(plainLine(note), width - 2 * margin, 11), 11, { "fill-opacity": 0.75 });

  const height = top + 14;
  setAttributes(ground, { width, height });
  setAttributes(svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  svg.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns", svgNamespace);
  return svg as SVGSVGElement;
}

/** A note on the number of values that a figure leaves out because they are `what`; an empty list if there are none. */
export function leftOutNote(what: string, leftOut: readonly { of: string; total: number }[]): string[] {
  const totals = new Map<string, number>();
  for (const { of, total } of leftOut) if (total > 0) totals.set(of, (totals.get(of) ?? 0) + total);
  if (totals.size === 0) return [];
  const parts = Array.from(totals, ([of, total]) => `${count(total, "value")} of ${of}`);
  return [`Left out (${what}): ${parts.join(", ")}.`];
}

type Attributes = Readonly<Record<string, string | number>>;

const svgNamespace = "http://www.w3.org/2000/svg";
const margin = 12;

/** The contents of a plot as a group, because a nested `svg` would have a style sheet that resizes it. */
function place(document: Document, panel: Element, top: number): Element {
  const group = element(document, "g", {
    transform: `translate(0,${top})`,
    "text-anchor": "middle",
    "font-size": 11,
  });
  group.append(...Array.from(panel.children).filter((child) => child.localName !== "style"));
  for (const path of Array.from(group.querySelectorAll("path[d]")))
    path.setAttribute("d", roundNumbers(path.getAttribute("d") ?? ""));
  return group;
}

/** `path` with coordinates rounded to a tenth of a pixel, which looks the same and takes half the bytes. */
function roundNumbers(path: string): string {
  return path.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));
}

function size(panel: Element, side: "width" | "height"): number {
  return Number(panel.getAttribute(side));
}

function element(document: Document, name: string, attributes: Attributes = {}): Element {
  const made = document.createElementNS(svgNamespace, name);
  setAttributes(made, attributes);
  return made;
}

function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
}
