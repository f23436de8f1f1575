import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeUtf8, findBadUtf8 } from "./utf8.ts";

/** Bytes that are almost UTF-8: whole characters, and single bytes of the kinds that make it invalid. */
const nearlyUtf8 = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }).map((text) => [...new TextEncoder().encode(text)]),
      fc
        .constantFrom(0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x9f, 0xa0, 0x41)
        .map((byte) => [byte]),
    ),
  )
  .map((parts) => Uint8Array.from(parts.flat()));

const decodes = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

describe("decodeUtf8", () => {
  test("encoded text comes back, including a byte order mark", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(decodeUtf8(new TextEncoder().encode(`\uFEFF${text}`))).toBe(`\uFEFF${text}`);
      }),
    );
  });

  test("agrees with the platform's decoder on any bytes, and reports the offset of the first error", () => {
    fc.assert(
      fc.property(fc.oneof(nearlyUtf8, fc.uint8Array()), (bytes) => {
        const bad = findBadUtf8(bytes);
        expect(bad === undefined).toBe(decodes(bytes));
        if (bad === undefined) return;
        expect(decodes(bytes.subarray(0, bad.offset))).toBe(true);
        expect(decodes(bytes.subarray(0, bad.offset + 4))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["a lone continuation byte", [0x41, 0x80], 1, "continuation byte with no lead"],
    ["an overlong slash", [0xc0, 0xaf], 0, "overlong"],
    ["an overlong three-byte form", [0xe0, 0x80, 0xaf], 0, "overlong"],
    ["an overlong four-byte form", [0xf0, 0x8f, 0xbf, 0xbf], 0, "overlong"],
    ["a surrogate", [0x41, 0x42, 0xed, 0xa0, 0x80], 2, "surrogate"],
    ["a code point past the last", [0xf4, 0x90, 0x80, 0x80], 0, "above U+10FFFF"],
    ["a byte that is never valid", [0xff], 0, "never has"],
    ["a sequence truncated by the end", [0xe2, 0x82], 0, "3 bytes cut short by the end"],
    ["a sequence truncated by a letter", [0xe2, 0x82, 0x41], 0, "3 bytes cut short after 2"],
  ])("%s is reported with its offset", (_, bytes, offset, reason) => {
    const bad = findBadUtf8(Uint8Array.from(bytes));
    expect(bad?.offset).toBe(offset);
    expect(bad?.reason).toContain(reason);
  });

  test("the error has a code, the byte, its offset, its line and the next action", () => {
    const bytes = Uint8Array.from([0x61, 0x0a, 0x62, 0xe9, 0x0a]); // "a\nbé\n" in Windows-1252
    expect(() => decodeUtf8(bytes, "readText")).toThrow(
      expect.objectContaining({
        code: "BAD_UTF8",
        message:
          "readText: expected UTF-8, got 0xE9 at byte offset 3 (line 2): a sequence of 3 bytes cut short after 1. " +
          "It may be in Windows-1252, or in the code page of its language. Convert it to UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8.",
      }),
    );
  });
});
