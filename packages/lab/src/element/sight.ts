/**
 * Whether the reader can see an element: `"hidden"` while its tab is, `"away"` while it is scrolled out of the window, else `"seen"`. A
 * browser that does not say counts as one that shows it.
 */
export type Sight = "seen" | "away" | "hidden";

/** Calls `watcher` with the sight of `element` whenever it changes, until the signal is aborted. It starts as `"seen"`, without a call. */
export function watchSight(element: Element, watcher: (sight: Sight) => void, signal: AbortSignal): void {
  let inWindow = true;
  let last: Sight = "seen";
  const look = () => {
    const sight = document.hidden ? "hidden" : inWindow ? "seen" : "away";
    if (sight === last) return;
    last = sight;
    watcher(sight);
  };
  const observer = new IntersectionObserver((entries) => {
    inWindow = entries.at(-1)?.isIntersecting ?? true;
    look();
  });
  observer.observe(element);
  document.addEventListener("visibilitychange", look, { signal });
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  look();
}
