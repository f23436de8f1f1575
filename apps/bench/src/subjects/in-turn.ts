/** A function that gives `items` one after another, and then from the first on. */
export function inTurn<T>(items: readonly T[]): () => T {
  let calls = 0;
  return () => {
    const item = items[calls % items.length];
    if (item === undefined) throw new RangeError("inTurn: expected at least one item, got none.");
    calls += 1;
    return item;
  };
}
