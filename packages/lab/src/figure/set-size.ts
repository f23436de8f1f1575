/** Gives a figure its size in CSS pixels, which are also its units. */
export function setSize(target: SVGSVGElement, width: number, height: number): void {
  const box = `0 0 ${width} ${height}`;
  if (target.getAttribute("viewBox") === box) return;
  target.setAttribute("width", String(width));
  target.setAttribute("height", String(height));
  target.setAttribute("viewBox", box);
}
