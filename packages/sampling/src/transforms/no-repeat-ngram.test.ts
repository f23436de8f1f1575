import fc from "fast-check";
import { expect, test } from "vitest";
import { noRepeatNgram } from "./no-repeat-ngram.ts";

const forbidden = (n: number, recent: number[], window = 1024) =>
  [...noRepeatNgram(n, { window })(new Float32Array(4), Int32Array.from(recent)).entries()]
    .filter(([, logit]) => logit === Number.NEGATIVE_INFINITY)
    .map(([id]) => id);

test("a token is forbidden if and only if it would complete an n-gram that has occurred", () => {
  const history = fc.array(fc.nat(3), { maxLength: 25 });
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 4 }), (recent, n) => {
      const grams = new Set(
        recent.flatMap((_, i) => (i + n <= recent.length ? [`${recent.slice(i, i + n)}`] : [])),
      );
      const completed = [0, 1, 2, 3].filter((id) => {
        const gram = [...recent, id].slice(-n);
        return gram.length === n && grams.has(`${gram}`);
      });
      expect(forbidden(n, recent)).toEqual(completed);
    }),
  );
});

test("an n-gram from before the window may occur again", () => {
  expect(forbidden(2, [0, 1, 2, 2, 0])).toEqual([1]);
  expect(forbidden(2, [0, 1, 2, 2, 0], 4)).toEqual([]);
});

test("an n of 0, or a window shorter than n, is refused when the transform is built", () => {
  expect(() => noRepeatNgram(0)).toThrow(/noRepeatNgram: expected n/);
  expect(() => noRepeatNgram(5, { window: 4 })).toThrow(/window to be an integer of at least 5/);
});
