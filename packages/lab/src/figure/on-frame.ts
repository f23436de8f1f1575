/**
 * A function that asks for a drawing in the next frame. However often it is called, `draw` runs at most once a frame, and not at all after the
 * signal is aborted, nor in a tab that is hidden.
 */
export function onFrame(draw: () => void, signal: AbortSignal): () => void {
  let asked = 0;
  signal.addEventListener("abort", () => cancelAnimationFrame(asked), { once: true });
  return () => {
    if (asked !== 0 || signal.aborted) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  };
}
