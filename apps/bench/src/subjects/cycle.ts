/** A function that returns `items` one after another, and starts over after the last. */
export function cycle<T>(items: readonly T[]): () => T {
  let calls = 0;
  return () => {
    const item = items[calls % items.length];
    if (item === undefined) throw new RangeError("cycle: expected at least one item, got none.");
    calls += 1;
    return item;
  };
}
