/** The `capacity` items with the highest ranks among all that were offered. */
export type Highest<T> = {
  /** Highest first; of equals, the one offered first. */
  readonly items: readonly T[];
  /** The rank that an offer must exceed to be taken: the rank of the last item if full, otherwise -Infinity. */
  readonly bar: number;
  /** Takes the item if its rank is above the bar; `make` is called only then. */
  offer(rank: number, make: () => T): void;
};

/** An empty selection of the `capacity` highest. */
export function highest<T>(capacity: number): Highest<T> {
  const items: T[] = [];
  const ranks: number[] = [];
  let bar = Number.NEGATIVE_INFINITY;
  return {
    items,
    get bar() {
      return bar;
    },
    offer(rank, make) {
      if (!(rank > bar)) return;
      let low = 0;
      let high = items.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ranks[middle]! >= rank) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, make());
      ranks.splice(low, 0, rank);
      if (items.length > capacity) {
        items.pop();
        ranks.pop();
      }
      if (items.length === capacity) bar = ranks[capacity - 1]!;
    },
  };
}
