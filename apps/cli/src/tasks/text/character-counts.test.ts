import { byteVocabulary, characterVocabulary, wordVocabulary } from "@tenetjs/datasets";
import fc from "fast-check";
import { expect, test } from "vitest";
import { characterCounts } from "./character-counts.ts";

test("the counts of the ids of a text sum to its number of characters, for every kind of vocabulary", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      for (const vocabulary of [characterVocabulary(text), wordVocabulary(text), byteVocabulary()]) {
        const counts = characterCounts(vocabulary);
        const total = vocabulary.encode(text).reduce((sum, id) => sum + (counts[id] as number), 0);
        expect(total).toBe(Array.from(text).length);
      }
    }),
  );
});
