import type { DrawTransforms } from "../streaming-model.ts";

/**
 * A function from logits to logits, one row of a vocabulary at a time.
 *
 * It reads `logits` and never writes to it: what comes back is an array of its own, or `logits` itself where nothing
 * changes. A token is ruled out by the logit -Infinity; NaN is passed on, so that the pick reports it.
 *
 * `recent` holds the latest ids, oldest first, the prompt's among them: as many as the largest `memory` of the
 * transforms in use, fewer near the start. So a plain `(logits) => ...` is a transform that looks at no id.
 */
export type Transform = {
  (logits: Float32Array, recent: Int32Array): Float32Array;
  /** How many of the latest ids it wants to see. Absent: none. */
  readonly memory?: number;
  /**
   * What a model's own `draw` has to be told to do the same after what it is told by `before`; undefined where that order cannot be told.
   * Absent: the transform is none that a model can do by itself, and needs its logits.
   */
  readonly forDraw?: (before: DrawTransforms) => DrawTransforms | undefined;
};

/** `apply` as a transform that sees up to `memory` of the latest ids, also where others asked for more. */
export function remembering(memory: number, apply: Transform): Transform {
  const transform: Transform = (logits, recent) =>
    apply(logits, recent.length > memory ? recent.subarray(recent.length - memory) : recent);
  return Object.assign(transform, { memory });
}
