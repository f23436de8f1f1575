/** The most recent ids of an endless sequence, in constant memory. */
export type RecentIds = {
  push(id: number): void;
  /** Oldest first; a view that the next `push` may change. */
  view(): Int32Array;
};

/** A memory of the `capacity` most recent ids, which may be 0, starting with those of `opening`. */
export function recentIds(capacity: number, opening: Int32Array): RecentIds {
  // The buffer has twice the capacity. Its second half moves to the front once in `capacity` pushes, so a push takes amortised O(1).
  const ids = new Int32Array(2 * capacity);
  const known = opening.subarray(Math.max(0, opening.length - capacity));
  ids.set(known);
  let end = known.length;
  return {
    push(id) {
      if (capacity === 0) return;
      if (end === ids.length) {
        ids.copyWithin(0, capacity);
        end = capacity;
      }
      ids[end] = id;
      end += 1;
    },
    view: () => ids.subarray(Math.max(0, end - capacity), end),
  };
}
