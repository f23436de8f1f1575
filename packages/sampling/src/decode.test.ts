import { collect, pipe } from "@tenetjs/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Decoder, decode, textDecoder } from "./decode.ts";
import type { Token } from "./generate.ts";

const token = (id: number, end: Token["end"] = null, sample = 0): Token => ({
  sample,
  index: 0,
  id,
  end,
  logits: new Float32Array(0),
  state: null,
});

const bytes = (): Decoder => {
  const utf8 = new TextDecoder();
  return { push: (id) => utf8.decode(Uint8Array.of(id), { stream: true }), end: () => utf8.decode() };
};

test("a character of several bytes is yielded whole, with its last byte", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (text) => {
      const ids = [...new TextEncoder().encode(text)];
      const tokens = ids.map((id, i) => token(id, i === ids.length - 1 ? "length" : null));
      const chunks = await collect(pipe(tokens, decode(bytes)));
      expect(chunks.map((chunk) => chunk.text).join("")).toBe(text);
      expect(chunks.map((chunk) => chunk.text).filter((piece) => piece !== "")).toEqual([...text]);
    }),
  );
});

test("an incomplete character at the end becomes U+FFFD", async () => {
  const chunks = await collect(pipe([token(0xe2), token(0x82, "length")], decode(bytes)));
  expect(chunks).toEqual([{ sample: 0, text: "\uFFFD", end: "length" }]);
});

test("samples are decoded separately", async () => {
  const tokens = [
    token(0xc3, null, 0),
    token(0x61, null, 1),
    token(0xa9, "length", 0),
    token(0x62, "length", 1),
  ];
  expect(await collect(pipe(tokens, decode(bytes)))).toEqual([
    { sample: 1, text: "a", end: null },
    { sample: 0, text: "é", end: "length" },
    { sample: 1, text: "b", end: "length" },
  ]);
});

test("the text of a stop id is left out", async () => {
  const letters = textDecoder((id) => "abc"[id]!);
  expect(await collect(pipe([token(0), token(1, "stop")], decode(letters)))).toEqual([
    { sample: 0, text: "a", end: null },
    { sample: 0, text: "", end: "stop" },
  ]);
});
