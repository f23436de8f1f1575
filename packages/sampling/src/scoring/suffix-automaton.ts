import { grown, pairIndex } from "./pair-index.ts";

/**
 * The smallest automaton that accepts exactly the spans of a text (Blumer et al. 1985, "The smallest automaton recognizing
 * the subwords of a text"). A state represents the spans that end at the same positions. There are at most two states for each token.
 */
export type SuffixAutomaton = {
  readonly states: number;
  /** The state after reading `id`, or -1. State 0 has read nothing. */
  next(state: number, id: number): number;
  /** The length of the longest span of the state. */
  length(state: number): number;
  /** The state of the longest suffix that ends at more positions; -1 for state 0. */
  link(state: number): number;
  /** The index of the last token of the first occurrence of the state's spans. */
  firstEnd(state: number): number;
  /** The state of `tokens[0..index]`. */
  prefix(index: number): number;
};

/** The automaton of `tokens`, built in linear time and memory. */
export function suffixAutomaton(tokens: Int32Array): SuffixAutomaton {
  const most = Math.max(2 * tokens.length, 2);
  const lengths = new Int32Array(most);
  const links = new Int32Array(most).fill(-1);
  const firstEnds = new Int32Array(most).fill(-1);
  const prefixes = new Int32Array(tokens.length);
  // Edge e is (state, id). The edges of a state are a linked list, so that a clone can copy them.
  const edges = pairIndex();
  const firstEdge = new Int32Array(most).fill(-1);
  let nextEdge = new Int32Array(512);
  let targets = new Int32Array(512);
  let states = 1;

  function connect(from: number, id: number, to: number): void {
    const known = edges.size;
    const edge = edges.add(from, id);
    if (edge >= targets.length) {
      targets = grown(targets);
      nextEdge = grown(nextEdge);
    }
    targets[edge] = to;
    if (edge < known) return;
    nextEdge[edge] = firstEdge[from]!;
    firstEdge[from] = edge;
  }

  function next(state: number, id: number): number {
    const edge = edges.find(state, id);
    return edge < 0 ? -1 : targets[edge]!;
  }

  function add(length: number, firstEnd: number): number {
    lengths[states] = length;
    firstEnds[states] = firstEnd;
    states += 1;
    return states - 1;
  }

  /** A new state with the spans of `state` of at most `length` tokens; `id` leads from `from` to it. */
  function split(state: number, length: number, from: number, id: number): number {
    const short = add(length, firstEnds[state]!);
    for (let edge = firstEdge[state]!; edge >= 0; edge = nextEdge[edge]!) {
      connect(short, edges.second(edge), targets[edge]!);
    }
    links[short] = links[state]!;
    links[state] = short;
    for (let at = from; at >= 0 && next(at, id) === state; at = links[at]!) connect(at, id, short);
    return short;
  }

  let last = 0;
  tokens.forEach((id, index) => {
    const whole = add(index + 1, index);
    let at = last;
    for (; at >= 0 && next(at, id) < 0; at = links[at]!) connect(at, id, whole);
    if (at < 0) {
      links[whole] = 0;
    } else {
      const reached = next(at, id);
      const length = lengths[at]! + 1;
      links[whole] = lengths[reached] === length ? reached : split(reached, length, at, id);
    }
    prefixes[index] = whole;
    last = whole;
  });

  return {
    states,
    next,
    length: (state) => lengths[state]!,
    link: (state) => links[state]!,
    firstEnd: (state) => firstEnds[state]!,
    prefix: (index) => prefixes[index]!,
  };
}
