import type { StreamingModel } from "@tenetjs/sampling";

/** Copies of the logits after each of `steps`, which are ids `[batch, time]`, starting from a new state. */
export async function logitsAfter<State>(
  model: StreamingModel<State>,
  batch: number,
  steps: readonly (readonly number[])[],
): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  let state = model.start(batch);
  for (const ids of steps) {
    const next = await model.step(state, Int32Array.from(ids));
    found.push(next.logits.slice());
    model.release?.(state);
    state = next.state;
  }
  model.release?.(state);
  return found;
}
