/** Calls `watcher` with the width of the element's content, in CSS pixels, now and whenever it changes, until the signal is aborted. */
export function watchWidth(element: Element, watcher: (width: number) => void, signal: AbortSignal): void {
  let last = -1;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width <= 0 || width === last) return;
    last = width;
    watcher(width);
  });
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}
