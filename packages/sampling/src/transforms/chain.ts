import type { DrawTransforms } from "../streaming-model.ts";
import type { Transform } from "./transform.ts";

/** A transform that applies each of `transforms` in order. Without any, it returns the logits unchanged. */
export function chain(...transforms: readonly Transform[]): Transform {
  const apply: Transform = (logits, recent) =>
    transforms.reduce((row, transform) => transform(row, recent), logits);
  return Object.assign(apply, {
    memory: Math.max(0, ...transforms.map(({ memory = 0 }) => memory)),
    forDraw: (before: DrawTransforms) =>
      transforms.reduce<DrawTransforms | undefined>(
        (options, { forDraw }) => (options === undefined ? undefined : forDraw?.(options)),
        before,
      ),
  });
}
