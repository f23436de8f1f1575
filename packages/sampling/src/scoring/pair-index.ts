/**
 * Numbers for pairs of integers: 0, 1, 2, ... in the order in which they are added. It is a hash table in typed arrays, for the
 * millions of edges of a trie or an automaton, with linear probing and a load factor of at most 1/2.
 */
export type PairIndex = {
  /** The number of pairs. */
  readonly size: number;
  /** The number of the pair, or -1. */
  find(first: number, second: number): number;
  /** The number of the pair, which is added if it is new. A new pair gets the old `size`. */
  add(first: number, second: number): number;
  /** The second integer of pair `index`. */
  second(index: number): number;
};

/** An empty index. Both integers of a pair are from 0 to 2^31 - 1. */
export function pairIndex(): PairIndex {
  let firsts = new Int32Array(512);
  let seconds = new Int32Array(512);
  let slots = new Int32Array(1024).fill(-1);
  let size = 0;

  function slotOf(first: number, second: number): number {
    const mask = slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let at = slots[slot]!; at >= 0; at = slots[slot]!) {
      if (firsts[at] === first && seconds[at] === second) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function grow(): void {
    firsts = grown(firsts);
    seconds = grown(seconds);
    slots = new Int32Array(2 * slots.length).fill(-1);
    for (let i = 0; i < size; i += 1) slots[slotOf(firsts[i]!, seconds[i]!)] = i;
  }

  return {
    get size() {
      return size;
    },
    find: (first, second) => slots[slotOf(first, second)]!,
    add(first, second) {
      const slot = slotOf(first, second);
      if (slots[slot]! >= 0) return slots[slot]!;
      slots[slot] = size;
      firsts[size] = first;
      seconds[size] = second;
      size += 1;
      if (size === firsts.length) grow();
      return size - 1;
    },
    second: (index) => seconds[index]!,
  };
}

/** A copy of `values` of twice the length, with the new half set to `fill`. */
export function grown(values: Int32Array, fill = 0): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length).fill(fill, values.length);
  larger.set(values);
  return larger;
}

function hash(first: number, second: number): number {
  let h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
