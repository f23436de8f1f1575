import { grown, pairIndex } from "./pair-index.ts";

/**
 * The n-grams of a text up to an order, as a trie: a node is an n-gram, and its children are the n-grams that are one token longer.
 * Counts are those of Kneser and Ney: occurrences for the full order, and distinct predecessors below it.
 */
export type NgramCounts = {
  /** The node of the empty n-gram. */
  readonly root: number;
  /** The discount D_n at index n, from 1 to the order. */
  readonly discounts: Float64Array;
  /** The sum of the counts of the node's children. */
  total(node: number): number;
  /** The number of children of the node that have a count above 0. */
  distinct(node: number): number;
  eachFollower(node: number, use: (id: number, count: number) => void): void;
  /** Updates `context`, the nodes of the last 0, 1, 2, ... tokens (-1: unseen), for a text that continues with `id`. */
  advance(context: Int32Array, id: number): void;
};

/** The counts of the n-grams of `tokens`, for n from 1 to `order`. */
export function ngramCounts(tokens: Int32Array, order: number): NgramCounts {
  const edges = pairIndex(); // Edge e leads to node e + 1; node 0 is the root.
  let counts = new Int32Array(512);
  let totals = new Int32Array(512);
  let distincts = new Int32Array(512);
  let firstChild = new Int32Array(512).fill(-1);
  let nextSibling = new Int32Array(512).fill(-1);
  const once = new Float64Array(order + 1);
  const twice = new Float64Array(order + 1);

  function child(parent: number, id: number): number {
    const node = edges.add(parent, id) + 1;
    if (node >= counts.length) {
      counts = grown(counts);
      totals = grown(totals);
      distincts = grown(distincts);
      firstChild = grown(firstChild, -1);
      nextSibling = grown(nextSibling, -1);
    }
    return node;
  }

  function increment(node: number, parent: number, length: number): void {
    const count = counts[node]! + 1;
    counts[node] = count;
    totals[parent]! += 1;
    if (count === 1) {
      distincts[parent]! += 1;
      once[length]! += 1;
    } else if (count === 2) {
      once[length]! -= 1;
      twice[length]! += 1;
    } else if (count === 3) {
      twice[length]! -= 1;
    }
  }

  // `nodes[k]` is the n-gram of the last k tokens, `before[k]` the same one token earlier; -1 where the text is shorter.
  let before = new Int32Array(order + 1).fill(-1);
  let nodes = before.slice();
  before[0] = 0;
  nodes[0] = 0;
  for (const id of tokens) {
    for (let length = 1; length <= order && before[length - 1]! >= 0; length += 1) {
      const parent = before[length - 1]!;
      const known = edges.size;
      const node = child(parent, id);
      nodes[length] = node;
      if (edges.size > known) {
        nextSibling[node] = firstChild[parent]!;
        firstChild[parent] = node;
        // A new n-gram is a new predecessor of the n-gram without its first token.
        if (length > 1) increment(nodes[length - 1]!, before[length - 2]!, length - 1);
      }
      if (length === order) increment(node, parent, length);
    }
    [before, nodes] = [nodes, before];
  }

  return {
    root: 0,
    discounts: once.map((n1, n) => discount(n1, twice[n]!)),
    total: (node) => totals[node]!,
    distinct: (node) => distincts[node]!,
    eachFollower(node, use) {
      for (let at = firstChild[node]!; at >= 0; at = nextSibling[at]!) use(edges.second(at - 1), counts[at]!);
    },
    advance(context, id) {
      for (let length = context.length - 1; length > 0; length -= 1) {
        const parent = context[length - 1]!;
        // Edge -1 would be node 0, but an unseen pair must not become the root.
        const edge = parent < 0 ? -1 : edges.find(parent, id);
        context[length] = edge < 0 ? -1 : edge + 1;
      }
    },
  };
}

/** The discount n1 / (n1 + 2 n2) (Ney, Essen and Kneser 1994). It is 1/2 if no n-gram was seen once, so that every token keeps some probability. */
function discount(once: number, twice: number): number {
  return once === 0 ? 0.5 : once / (once + 2 * twice);
}
