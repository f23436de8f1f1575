/** The latest ids of an endless sequence, in constant memory. */
export type RecentIds = {
  push(id: number): void;
  /** Oldest first; a view that the next `push` may change. */
  view(): Int32Array;
};

/** A memory of the latest `capacity` ids, 0 included, that has seen `opening`. */
export function recentIds(capacity: number, opening: Int32Array): RecentIds {
  // Twice the room: the latest half moves to the front once in `capacity` pushes, so a push costs O(1) on average.
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
