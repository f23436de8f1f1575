import type { DrawTransforms } from "../streaming-model.ts";

/**
 * A function from logits to logits, one row at a time.
 *
 * It must not write to `logits`: it returns a new array, or `logits` itself if nothing changes. A logit of -Infinity rules
 * a token out. NaN must be passed on, so that the pick reports it.
 *
 * `recent` holds the most recent ids, oldest first, including the prompt: as many as the largest `memory` of the
 * transforms in use, and fewer near the start. A plain `(logits) => ...` is a transform that ignores the ids.
 */
export type Transform = {
  (logits: Float32Array, recent: Int32Array): Float32Array;
  /** How many of the most recent ids it needs. Absent: none. */
  readonly memory?: number;
  /**
   * The options with which a model's `draw` does what this transform does after `before`; undefined if `draw` does not support that
   * order. Absent: `draw` does not support this transform, which needs the logits.
   */
  readonly forDraw?: (before: DrawTransforms) => DrawTransforms | undefined;
};

/** `apply` as a transform that sees at most the `memory` most recent ids, even if other transforms need more. */
export function remembering(memory: number, apply: Transform): Transform {
  const transform: Transform = (logits, recent) =>
    apply(logits, recent.length > memory ? recent.subarray(recent.length - memory) : recent);
  return Object.assign(transform, { memory });
}
