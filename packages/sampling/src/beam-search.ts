import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { highest } from "./highest.ts";
import { checkIds } from "./ids.ts";
import { reader, rowOf } from "./reader.ts";
import { logSumExp } from "./softmax.ts";
import type { StreamingModel } from "./streaming-model.ts";
import { chain } from "./transforms/chain.ts";
import type { Transform } from "./transforms/transform.ts";
import { unusableLogits } from "./unusable-logits.ts";

export type BeamSearchOptions<State> = {
  /** A model with `gather`. */
  model: StreamingModel<State>;
  /** Ids that every hypothesis starts with. At least one. */
  prompt: Iterable<number>;
  /** The maximum number of tokens in a hypothesis. */
  length: number;
  /** The number of hypotheses that are kept during the search, and returned. Default: 4. */
  beams?: number;
  /** The exponent alpha of the length penalty. 0 compares plain probabilities, which favours short hypotheses. Default: 0.6. */
  lengthPenalty?: number;
  /** Ids that end a hypothesis. Default: none. */
  stopIds?: Iterable<number>;
  /** Transforms of the logits before they are compared, in order. Default: none. */
  transforms?: readonly Transform[];
  /** The state to continue from, of one row. The caller keeps owning it. Default: `model.start(1)`. */
  state?: State;
  /** The ids that `state` has read, for transforms that look back. Default: none. */
  past?: Iterable<number>;
  /** Aborts the search, which then throws the signal's reason. */
  signal?: AbortSignal;
};

/** A continuation of the prompt. */
export type Hypothesis = {
  /** The continuation, including the stop id if one ended it. */
  readonly ids: Int32Array;
  /** ln of its probability given the prompt, after the transforms. */
  readonly logProbability: number;
  /** The score that ranks it: `logProbability` divided by the length penalty. */
  readonly score: number;
  /** Why it ends: a stop id; the length; or "exhausted", because the transforms rule out every token after it. */
  readonly end: "stop" | "length" | "exhausted";
};

/** The last token of an unfinished hypothesis, linked to the token before it. `row` is its parent's row in the batch. */
type Node = { parent: Node | null; id: number; length: number; row: number; logProbability: number };

/**
 * The most probable continuations that a beam of `beams` hypotheses finds, best first.
 *
 * Hypotheses are ranked by ln P / lp, with lp = ((5 + length) / 6)^alpha (Wu et al. 2016, "Google's Neural Machine
 * Translation System", equation 14, without its coverage term). The search ends at `length`, or when no unfinished hypothesis
 * can still score above the worst finished one. Equal scores are ranked in the order in which they were found.
 *
 * @throws {RangeError} when the prompt is empty, when a number is out of range, or when no token is possible.
 * @throws {TypeError} when the model has no `gather`.
 */
export async function beamSearch<State>({
  model,
  prompt,
  length,
  beams = 4,
  lengthPenalty = 0.6,
  stopIds = [],
  transforms = [],
  state,
  past = [],
  signal,
}: BeamSearchOptions<State>): Promise<Hypothesis[]> {
  if (model.gather === undefined) {
    const next = "Add a gather(state, rows) that copies rows of its state.";
    throw new TypeError(problem("beamSearch", "a model with gather", phrase("a model without it"), next));
  }
  checkInteger("beamSearch", "length", length, 1);
  checkInteger("beamSearch", "beams", beams, 1);
  if (!(lengthPenalty >= 0 && lengthPenalty < Number.POSITIVE_INFINITY)) {
    const next = "0 compares plain probabilities; 0.6 is a common choice.";
    throw new RangeError(problem("beamSearch", "a finite lengthPenalty of at least 0", lengthPenalty, next));
  }
  const first = checkIds("beamSearch", "a prompt", prompt, 1);
  const opening = Int32Array.from([...checkIds("beamSearch", "past", past), ...first]);
  const stops = new Set(checkIds("beamSearch", "stopIds", stopIds));
  const transform = chain(...transforms);
  const penalty = (count: number) => ((5 + count) / 6) ** lengthPenalty;

  const finished = highest<Hypothesis>(beams);
  const text = reader("beamSearch", model, { batch: 1, state, signal });
  try {
    await text.readAlike(first);
    let alive: readonly Node[] = [{ parent: null, id: -1, length: 0, row: 0, logProbability: 0 }];
    for (let count = 1; ; count += 1) {
      const extended = highest<Node>(beams);
      const penaltyNow = penalty(count);
      alive.forEach((parent, row) => {
        const recent = lastIds(parent, transform.memory ?? 0, opening);
        const logits = transform(rowOf(text.logits, row, alive.length), recent);
        const total = checkedTotal(logits);
        logits.forEach((logit, id) => {
          const logProbability = parent.logProbability + logit - total;
          const node = (): Node => ({ parent, id, length: count, row, logProbability });
          const end = stops.has(id) ? "stop" : count === length ? "length" : null;
          const score = logProbability / penaltyNow;
          if (end === null) extended.offer(logProbability, node);
          else finished.offer(score, () => ({ ids: lastIds(node(), count), logProbability, score, end }));
        });
      });
      if (extended.items.length === 0 && finished.items.length === 0) {
        for (const node of alive) {
          if (node.parent === null) continue;
          const { length: tokens, logProbability } = node;
          const score = logProbability / penalty(tokens);
          finished.offer(score, () => ({
            ids: lastIds(node, tokens),
            logProbability,
            score,
            end: "exhausted",
          }));
        }
        break;
      }
      alive = extended.items;
      // Log-probabilities only decrease, and the penalty is largest at the end, so no later score can exceed this bound.
      if (alive.length === 0 || alive[0]!.logProbability / penalty(length) <= finished.bar) break;
      text.gather(Int32Array.from(alive, ({ row }) => row));
      await text.read(Int32Array.from(alive, ({ id }) => id));
    }
  } finally {
    text.release();
  }
  if (finished.items.length > 0) return [...finished.items];
  const next = "The model or the transforms rule out every token: permit more of them.";
  const expected = "at least one token with a probability above 0";
  throw new RangeError(problem("beamSearch", expected, phrase("none"), next));
}

/** The last `count` ids of `opening` followed by the ids of `node`'s hypothesis; fewer if there are fewer. */
function lastIds(node: Node, count: number, opening: Int32Array = new Int32Array(0)): Int32Array {
  const ids: number[] = [];
  for (let at: Node = node; at.parent !== null && ids.length < count; at = at.parent) ids.push(at.id);
  for (let i = opening.length - 1; i >= 0 && ids.length < count; i -= 1) ids.push(opening[i]!);
  return Int32Array.from(ids.reverse());
}

/** The number to subtract from logits to get log-probabilities; +Infinity if no token is possible, so that none is chosen. */
function checkedTotal(logits: Float32Array): number {
  const total = logSumExp(logits);
  if (!Number.isNaN(total)) return total;
  if (logits.every((logit) => logit === Number.NEGATIVE_INFINITY)) return Number.POSITIVE_INFINITY;
  throw unusableLogits("beamSearch", logits);
}
