/** Gives a figure its size in CSS pixels, which are also its units. */
export function setSize(target: SVGSVGElement, width: number, height: number): void {
  target.setAttribute("width", String(width));
  target.setAttribute("height", String(height));
  target.setAttribute("viewBox", `0 0 ${width} ${height}`);
}
