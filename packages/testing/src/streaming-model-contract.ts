import { collect, seed } from "@tenetjs/core";
import { argmax, categorical, generate, type StreamingModel, sampleIds } from "@tenetjs/sampling";
import { describe, expect, test } from "vitest";
import { largestDifference } from "./largest-difference.ts";

/** A model under test. Each test makes a new one. */
export type StreamingSubject = {
  readonly model: StreamingModel<unknown>;
  /** The number of logits for each row; at least 4. */
  readonly vocabularySize: number;
  /** The number of resources, such as tensors, that live states hold. Absent: states are plain memory. */
  readonly held?: () => number;
  /** Frees the resources of `model` itself. */
  readonly free?: () => void;
};

/**
 * Tests everything that a streaming model promises: logits of the right size, and the same logits for the same ids, in any division into
 * steps and in any row; unchanged states; copies by `gather`; draws, if it can draw, of the ids that would be picked from
 * its logits; no leaks once all states are released.
 */
export function streamingModelContract(name: string, make: () => StreamingSubject): void {
  describe(name, () => {
    const contract = (title: string, body: (scene: Scene) => Promise<void>) =>
      test(title, async () => {
        const subject = make();
        const before = subject.held?.();
        const scene = sceneOf(subject);
        try {
          await body(scene);
        } finally {
          scene.releaseAll();
        }
        expect(subject.held?.()).toBe(before);
        subject.free?.();
      });

    contract("gives a finite logit for each row and id", async ({ start, step, vocabularySize }) => {
      const { logits } = await step(start(3), [0, 1, 2]);
      expect(logits).toHaveLength(3 * vocabularySize);
      expect(logits.every(Number.isFinite)).toBe(true);
    });

    contract("gives the same logits for the same ids, to the bit", async ({ start, step }) => {
      const first = await step(start(2), [0, 1, 2, 3]);
      expect((await step(start(2), [0, 1, 2, 3])).logits).toEqual(first.logits);
    });

    contract("ids in several steps give the same as in one", async ({ start, step, near }) => {
      const whole = await step(start(2), [0, 1, 2, 3, 0, 3, 3, 2, 1, 0]);
      const begun = await step(start(2), [0, 1, 3, 3]);
      const gone = await step(begun.state, [2, 2]);
      near((await step(gone.state, [3, 0, 1, 0])).logits, whole.logits);
    });

    contract("rows do not affect each other", async ({ start, step, near, row }) => {
      const both = await step(start(2), [0, 1, 2, 3, 2, 1]);
      near((await step(start(1), [0, 1, 2])).logits, row(both.logits, 0));
      near((await step(start(1), [3, 2, 1])).logits, row(both.logits, 1));
    });

    contract("an old state does not change, and can be continued from again", async ({ start, step }) => {
      const old = (await step(start(1), [0, 1])).state;
      const first = await step(old, [2]);
      await step(first.state, [3]);
      expect((await step(old, [2])).logits).toEqual(first.logits);
    });

    contract("a state outlives the one that it came from", async ({ start, step, release }) => {
      const old = start(1);
      const young = await step(old, [0, 1]);
      const expected = await step(young.state, [2]);
      release(old);
      expect((await step(young.state, [2])).logits).toEqual(expected.logits);
    });

    contract("gather copies, reorders and repeats rows", async ({ start, step, gather, near, row }) => {
      const { state } = await step(start(2), [0, 1, 3, 2]);
      const next = await step(state, [2, 0]);
      const mixed = await step(gather(state, [1, 0, 1]), [0, 2, 0]);
      near(row(mixed.logits, 0), row(next.logits, 1));
      near(row(mixed.logits, 1), row(next.logits, 0));
      near(row(mixed.logits, 2), row(next.logits, 1));
    });

    contract("a gathered copy and its original are independent", async ({ start, step, gather }) => {
      const { state } = await step(start(1), [0, 1]);
      const expected = await step(state, [2]);
      const copy = gather(state, [0]);
      await step(copy, [3]);
      expect((await step(state, [2])).logits).toEqual(expected.logits);
    });

    contract("draws the ids that are picked from its logits", async ({ model }) => {
      const options = { model, prompt: [0, 2], length: 4, samples: 2 };
      const picked = await collect(generate({ ...options, pick: argmax }));
      const drawn = await collect(sampleIds({ ...options, greedy: true, ahead: 3 }));
      expect(drawn.map(({ id }) => id)).toEqual(picked.map(({ id }) => id));
    });

    contract("can be sampled, and leaks nothing", async ({ model, vocabularySize }) => {
      const options = { model, prompt: [0], pick: categorical(seed(1)), length: 12, samples: 2 };
      const tokens = await collect(generate(options));
      expect(tokens).toHaveLength(24);
      expect(tokens.every(({ id }) => id >= 0 && id < vocabularySize)).toBe(true);
    });
  });
}

type Scene = ReturnType<typeof sceneOf>;

/** The functions of the subject. They record every state that they make, so that tests need not release each. */
function sceneOf({ model, vocabularySize }: StreamingSubject) {
  const states = new Set<unknown>();
  const noted = (state: unknown) => {
    states.add(state);
    return state;
  };
  const release = (state: unknown) => {
    states.delete(state);
    model.release?.(state);
  };
  return {
    model,
    vocabularySize,
    release,
    start: (batch: number) => noted(model.start(batch)),
    async step(state: unknown, ids: readonly number[]) {
      const next = await model.step(state, Int32Array.from(ids));
      return { logits: next.logits.slice(), state: noted(next.state) };
    },
    gather(state: unknown, rows: readonly number[]) {
      if (model.gather === undefined) throw new Error("This contract is for models with gather.");
      return noted(model.gather(state, Int32Array.from(rows)));
    },
    row: (logits: Float32Array, index: number) =>
      logits.subarray(index * vocabularySize, (index + 1) * vocabularySize),
    /** Sums may be in a different order, which in float32 changes numbers near 1 by about 1e-6. */
    near: (actual: Float32Array, expected: Float32Array) =>
      expect(largestDifference(actual, expected)).toBeLessThan(1e-5),
    releaseAll() {
      for (const state of states) release(state);
    },
  };
}
