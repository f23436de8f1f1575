import { html, svg } from "../element/make.ts";
import { watchWidth } from "./watch-width.ts";

/** A figure that is drawn at the width that it has. */
export type Figure<Shown> = {
  readonly element: HTMLElement;
  /** Calls `redraw` whenever its width has changed, until the signal is aborted. */
  watch(redraw: () => void, signal: AbortSignal): void;
  draw(shown: Shown): void;
};

export type FigureOptions<Shown> = {
  /** Its part, which is also its class. */
  readonly part: string;
  readonly title: string;
  draw(target: SVGSVGElement, shown: Shown, width: number): void;
  /** What it shows now. Default: none. */
  sentence?(shown: Shown): string;
};

/** A figure with a title and, below it, a sentence on what it shows, which is also its label. */
export function figure<Shown>({ part, title, draw, sentence }: FigureOptions<Shown>): Figure<Shown> {
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
      draw(target, shown, width);
      if (sentence === undefined) return;
      const text = sentence(shown);
      if (caption.textContent === text) return;
      caption.textContent = text;
      target.setAttribute("aria-label", `${title}. ${text}`);
    },
  };
}
