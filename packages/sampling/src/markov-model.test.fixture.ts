import { normal, type Rng } from "@tenetjs/core";
import type { StreamingModel } from "./streaming-model.ts";

/** A first-order Markov chain as a streaming model, which records what it reads and which states have not been released. */
export type MarkovModel = StreamingModel<MarkovState> & {
  readonly gather: NonNullable<StreamingModel<MarkovState>["gather"]>;
  readonly live: Set<MarkovState>;
  readonly seen: number[][];
};

export type MarkovState = { readonly last: Int32Array };

/** The chain whose logits after id `i` are `table[i]`. Using a state after it is released throws. */
export function markovModel(table: readonly (readonly number[])[]): MarkovModel {
  const live = new Set<MarkovState>();
  const seen: number[][] = [];
  const made = (last: Int32Array) => {
    const state = { last };
    live.add(state);
    return state;
  };
  const alive = (state: MarkovState) => {
    if (!live.has(state)) throw new Error("a released state was used");
    return state;
  };
  return {
    live,
    seen,
    start: (batch) => made(new Int32Array(batch).fill(-1)),
    async step(state, ids) {
      const batch = alive(state).last.length;
      const time = ids.length / batch;
      seen.push([...ids]);
      const last = new Int32Array(batch).map((_, row) => ids[(row + 1) * time - 1]!);
      return { logits: Float32Array.from([...last].flatMap((id) => table[id]!)), state: made(last) };
    },
    gather: (state, rows) => made(Int32Array.from(rows, (row) => alive(state).last[row]!)),
    release(state) {
      live.delete(alive(state));
    },
  };
}

/** A table of logits drawn from N(0, 1). */
export function randomTable(rng: Rng, vocab: number): number[][] {
  return Array.from({ length: vocab }, () => Array.from({ length: vocab }, () => normal(rng)));
}

/** `model` with a `draw`, which records the `count` of each call and returns -1 if logits have NaN. */
export function drawing(model: MarkovModel): MarkovModel & { readonly counts: number[] } {
  const counts: number[] = [];
  return {
    ...model,
    counts,
    async draw(
      start,
      given,
      { count, randomNumbers, temperature = 1, topK = Number.POSITIVE_INFINITY, topP = 1 },
    ) {
      counts.push(count);
      const batch = start.last.length;
      const ids = new Int32Array(batch * count);
      let state = start;
      let latest = given;
      for (let step = 0; step < count; step += 1) {
        const next = await model.step(state, latest);
        if (state !== start) model.release?.(state);
        state = next.state;
        const vocab = next.logits.length / batch;
        latest = new Int32Array(batch).map((_, row) => {
          const scaled = [...next.logits.subarray(row * vocab, (row + 1) * vocab)].map(
            (l) => l / temperature,
          );
          if (scaled.some(Number.isNaN)) return -1;
          const ranked = scaled.map((_, id) => id).sort((a, b) => scaled[b]! - scaled[a]! || a - b);
          if (randomNumbers === undefined) return ranked[0]!;
          const weights = scaled.map((l, id) => (ranked.indexOf(id) < topK ? Math.exp(l) : 0));
          let left = topP * weights.reduce((a, b) => a + b);
          for (const id of ranked) {
            if (left <= 0) weights[id] = 0;
            left -= weights[id]!;
          }
          left = randomNumbers[row * count + step]! * weights.reduce((a, b) => a + b);
          return weights.findIndex((weight) => {
            left -= weight;
            return left < 0;
          });
        });
        for (let row = 0; row < batch; row += 1) ids[row * count + step] = latest[row]!;
      }
      return { ids, state };
    },
  };
}
