import { html, svg } from "../element/make.ts";
import { watchWidth } from "./watch-width.ts";

/** A figure that is drawn at the width that it has, with a sentence on what it shows. */
export type Figure<Shown> = {
  readonly element: HTMLElement;
  /** Calls `redraw` when the width changes, until the signal is aborted. */
  watch(redraw: () => void, signal: AbortSignal): void;
  draw(shown: Shown): void;
};

/** The figure named `part`, which `drawAt` draws. The sentence, made from the data, stands below it and in its label. */
export function figure<Shown>(
  part: string,
  title: string,
  drawAt: (target: SVGSVGElement, shown: Shown, width: number) => void,
  sentence?: (shown: Shown) => string,
): Figure<Shown> {
  const target = svg("svg", { role: "img", "aria-label": title });
  const caption = html("figcaption");
  const element = html("figure", { class: part, part }, html("h3", {}, title), target);
  if (sentence !== undefined) element.append(caption);
  let width = 0;
  return {
    element,
    watch: (redraw, signal) =>
      watchWidth(
        element,
        (next) => {
          width = next;
          redraw();
        },
        signal,
      ),
    draw(shown) {
      if (width === 0) return;
      drawAt(target, shown, width);
      if (sentence === undefined) return;
      const text = sentence(shown);
      if (caption.textContent === text) return;
      caption.textContent = text;
      target.setAttribute("aria-label", `${title}. ${text}`);
    },
  };
}
