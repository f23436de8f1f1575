import { collect, pipe } from "@tenetjs/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TextChunk } from "./decode.ts";
import { stopAt } from "./stop-at.ts";

const chunk = (text: string, end: TextChunk["end"] = null, sample = 0): TextChunk => ({ sample, text, end });
const written = async (chunks: TextChunk[], stops: string[]) => collect(pipe(chunks, stopAt(stops)));

test("a text ends before the first complete stop, however it is divided into chunks", async () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 }), {
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(letters, { minLength: 1, maxLength: 12 }), stops, async (pieces, wanted) => {
      const text = pieces.join("");
      const ends = [...text].map((_, i) => text.slice(0, i + 1));
      const read = ends.find((start) => wanted.some((stop) => start.endsWith(stop)));
      const longest = Math.max(
        0,
        ...wanted.filter((stop) => read?.endsWith(stop)).map((stop) => stop.length),
      );
      const expected = read === undefined ? text : read.slice(0, read.length - longest);

      const chunks = pieces.map((piece, i) => chunk(piece, i === pieces.length - 1 ? "length" : null));
      const output = await written(chunks, wanted);
      expect(output.map((piece) => piece.text).join("")).toBe(expected);
      expect(output.at(-1)!.end).toBe(read === undefined ? "length" : "stop");
      for (const stop of wanted) expect(expected).not.toContain(stop);
    }),
    { numRuns: 500 },
  );
});

test("a stop inside a longer one is complete first, although it begins later", async () => {
  expect(await written([chunk("xabcd")], ["abcd", "bc"])).toEqual([chunk("xa", "stop")]);
});

test("text is held back only while it may be the beginning of a stop", async () => {
  const chunks = [chunk("x\n"), chunk("y"), chunk("\n"), chunk("\nz")];
  expect(await written(chunks, ["\n\n"])).toEqual([chunk("x"), chunk("\ny"), chunk("", "stop")]);
});

test("an incomplete stop at the end is part of the text", async () => {
  expect(await written([chunk("a<"), chunk("/s", "length")], ["</s>"])).toEqual([
    chunk("a"),
    chunk("</s", "length"),
  ]);
});

test("the stream continues until every sample has ended, without more text from ended samples", async () => {
  let read = 0;
  const source = function* () {
    for (const piece of [
      chunk(".", null, 0),
      chunk("a", null, 1),
      chunk("b", null, 0),
      chunk(".", null, 1),
    ]) {
      read += 1;
      yield piece;
    }
    read += 1;
  };
  expect(await collect(pipe(source(), stopAt(["."], { samples: 2 })))).toEqual([
    chunk("", "stop", 0),
    chunk("a", null, 1),
    chunk("", "stop", 1),
  ]);
  expect(read).toBe(4);
});

test("an empty stop, or a count of samples below 1, is refused when it is built", () => {
  expect(() => stopAt(["a", ""])).toThrow(/stopAt: expected stops of at least one character/);
  expect(() => stopAt([], { samples: 0 })).toThrow(/stopAt: expected samples/);
});
