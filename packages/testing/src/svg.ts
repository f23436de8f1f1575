import { DOMParser } from "linkedom";

/** The root element of an SVG string. */
export function parse(svg: string): Element {
  return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement as unknown as Element;
}

/** The text of each text element in an SVG string. */
export function texts(svg: string): string[] {
  return Array.from(parse(svg).querySelectorAll("text"), ({ textContent }) => textContent ?? "");
}
