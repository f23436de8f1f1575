import { html, svg } from "../element/make.ts";
import { widthOf } from "./width-of.ts";

/** A figure that is drawn at the width that it has. */
export type Figure<Data> = {
  readonly element: HTMLElement;
  watch(redraw: () => void, signal: AbortSignal): void;
  draw(data: Data): void;
};

/**
 * A figure with a title, and beneath it a sentence made from the data, which is also its label. `drawAt` draws the data at the width that the figure has.
 */
export function captioned<Data>(
  part: string,
  title: string,
  drawAt: (target: SVGSVGElement, data: Data, width: number) => void,
  sentence?: (data: Data) => string,
): Figure<Data> {
  const target = svg("svg", { role: "img", "aria-label": title });
  const caption = html("figcaption");
  const element = html("figure", { class: part, part }, html("h3", {}, title), target);
  if (sentence !== undefined) element.append(caption);
  const width = widthOf(element);
  return {
    element,
    watch: width.watch,
    draw(data) {
      if (width.current() === 0) return;
      drawAt(target, data, width.current());
      if (sentence === undefined) return;
      const text = sentence(data);
      if (caption.textContent === text) return;
      caption.textContent = text;
      target.setAttribute("aria-label", `${title}. ${text}`);
    },
  };
}
