import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { softmax } from "../softmax.ts";
import { chain } from "./chain.ts";
import { forbid, logitBias } from "./logit-bias.ts";
import { minP } from "./min-p.ts";
import { noRepeatNgram } from "./no-repeat-ngram.ts";
import { repetitionPenalty } from "./repetition-penalty.ts";
import { temperature } from "./temperature.ts";
import { topK } from "./top-k.ts";
import { topP } from "./top-p.ts";
import type { Transform } from "./transform.ts";

const transforms: [string, Transform][] = [
  ["temperature", temperature(0.7)],
  ["topK", topK(3)],
  ["topP", topP(0.8)],
  ["topP of 1", topP(1)],
  ["minP", minP(0.1)],
  ["repetitionPenalty", repetitionPenalty(1.3)],
  ["noRepeatNgram", noRepeatNgram(2)],
  ["logitBias", logitBias([[1, 2.5]])],
  ["forbid", forbid([0, 2])],
  ["chain", chain(repetitionPenalty(1.2), temperature(2), topK(5), topP(0.9))],
];

const vocab = 6;
const row = fc.float32Array({ minLength: vocab, maxLength: vocab, min: -50, max: 50, noNaN: true });
const past = fc.array(fc.nat(vocab - 1), { maxLength: 30 }).map((ids) => Int32Array.from(ids));

describe.each(transforms)("%s", (_, transform) => {
  test("does not change the logits and ids that it reads", () => {
    fc.assert(
      fc.property(row, past, (logits, recent) => {
        const before = [logits.slice(), recent.slice()];
        transform(logits, recent);
        expect([logits, recent]).toEqual(before);
      }),
    );
  });

  test("is deterministic, and returns one logit for each that it reads", () => {
    fc.assert(
      fc.property(row, past, (logits, recent) => {
        const once = transform(logits, recent);
        expect(once).toHaveLength(vocab);
        expect(transform(logits, recent)).toEqual(once);
      }),
    );
  });

  test("never allows a token that was ruled out", () => {
    fc.assert(
      fc.property(row, past, fc.nat(vocab - 1), (logits, recent, id) => {
        logits[id] = Number.NEGATIVE_INFINITY;
        expect(transform(logits, recent)[id]).toBe(Number.NEGATIVE_INFINITY);
      }),
    );
  });

  test("passes NaN on, for the pick to report, except for tokens that it rules out", () => {
    const logits = new Float32Array(vocab).fill(1);
    logits[4] = Number.NaN;
    expect(transform(logits, new Int32Array(0))[4]).toBeNaN();
  });

  test("gives the probabilities with which a model draws that applies forDraw", () => {
    const options = transform.forDraw?.({});
    if (options === undefined) return;
    const { temperature: heat = 1, topK: most = vocab, topP: mass = 1 } = options;
    fc.assert(
      fc.property(row, (logits) => {
        const ranked = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
        const kept = logits.map((logit, id) => (ranked.indexOf(id) < most ? logit / heat : -Infinity));
        const [likeliest, ...others] = ranked;
        let reached = softmax(kept)[likeliest!]!;
        const nucleus = new Set([likeliest]);
        for (const id of others) {
          // Where the sum is as good as the mass, its last digit decides.
          fc.pre(mass === 1 || Math.abs(reached - mass) > 1e-6);
          if (reached >= mass) break;
          nucleus.add(id);
          reached += softmax(kept)[id]!;
        }
        const drawn = softmax(kept.map((logit, id) => (nucleus.has(id) ? logit : -Infinity)));
        for (const [id, probability] of softmax(transform(logits, new Int32Array(0))).entries()) {
          expect(probability).toBeCloseTo(drawn[id]!, 5);
        }
      }),
    );
  });
});

test("forDraw supports temperature, top-k and top-p in that order", () => {
  expect(chain(temperature(2), topK(3)).forDraw?.({})).toEqual({ temperature: 2, topK: 3 });
  expect(chain(topK(3), temperature(2)).forDraw?.({})).toBeUndefined();
  expect(chain().forDraw?.({})).toEqual({});
  const all = chain(temperature(2), topK(3), topP(0.9));
  expect(all.forDraw?.({})).toEqual({ temperature: 2, topK: 3, topP: 0.9 });
  for (const later of [temperature(2), topK(3), topP(0.5)])
    expect(chain(topP(0.9), later).forDraw?.({})).toBeUndefined();
  expect(minP(0.1).forDraw).toBeUndefined();
});
