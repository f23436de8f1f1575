import { watchWidth } from "./watch-width.ts";

/** The width of an element that is drawn anew when it changes. */
export type WidthOf = {
  /** In CSS pixels; 0 before the first layout. */
  current(): number;
  /** Calls `redraw` now and whenever the width changes, until the signal is aborted. */
  watch(redraw: () => void, signal: AbortSignal): void;
};

/** The width of `element`, from when it is watched. */
export function widthOf(element: Element): WidthOf {
  let width = 0;
  return {
    current: () => width,
    watch: (redraw, signal) =>
      watchWidth(
        element,
        (next) => {
          width = next;
          redraw();
        },
        signal,
      ),
  };
}
