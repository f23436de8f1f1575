import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readText } from "./read-text.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("readText", () => {
  test("removes one byte order mark, at the start only", () => {
    expect(readText(bytes("\uFEFFa\uFEFFb"))).toBe("a\uFEFFb");
    expect(readText("\uFEFF\uFEFFa")).toBe("\uFEFFa");
    expect(readText(bytes("\uFEFF"))).toBe("");
  });

  test("converts every kind of line ending to a line feed by default", () => {
    expect(readText("a\r\nb\rc\nd\r\r\ne")).toBe("a\nb\nc\nd\n\ne");
    expect(readText("a\r\nb\r", { lineEndings: "keep" })).toBe("a\r\nb\r");
  });

  test("composes a letter and its accent by default", () => {
    expect(readText(bytes("e\u0301"))).toBe("\u00e9");
    expect(readText("e\u0301", { normalForm: "keep" })).toBe("e\u0301");
    expect(readText("\u00e9", { normalForm: "NFD" })).toBe("e\u0301");
    expect(readText("ﬁ", { normalForm: "NFKC" })).toBe("fi");
  });

  test("is idempotent: reading the result again does not change it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = readText(text);
        fc.pre(!once.startsWith("\uFEFF"));
        expect(readText(once)).toBe(once);
        expect(readText(bytes(text))).toBe(once);
        expect(once).not.toContain("\r");
      }),
    );
  });

  test("strips a Project Gutenberg file by default and on demand", () => {
    const file =
      "head\r\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\r\n\r\nWork.\r\n\r\n*** END OF THE PROJECT GUTENBERG EBOOK A ***\r\n";
    expect(readText(bytes(file))).toBe("Work.\n");
    expect(readText(bytes(file), { gutenberg: "strip" })).toBe("Work.\n");
    expect(readText(bytes(file), { gutenberg: "keep", lineEndings: "keep" })).toBe(file);
    expect(readText("  plain\n\n")).toBe("  plain\n\n");
    expect(() => readText("plain", { gutenberg: "strip" })).toThrow(
      expect.objectContaining({ code: "NO_GUTENBERG_MARKERS" }),
    );
  });

  test("refuses bytes that are not UTF-8, and strings with a lone surrogate", () => {
    expect(() => readText(Uint8Array.of(0x61, 0xff))).toThrow(expect.objectContaining({ code: "BAD_UTF8" }));
    expect(() => readText("ab\ud800c")).toThrow(
      "readText: expected well-formed Unicode, got the lone surrogate U+D800 at index 2.",
    );
    expect(() => readText("\udc00\ud800")).toThrow(expect.objectContaining({ code: "LONE_SURROGATE" }));
    expect(readText("\u{1f600}")).toBe("\u{1f600}");
  });

  test("names files of other kinds", () => {
    const starts: [start: string, kind: string][] = [
      ["PK\x03\x04", "a zip archive"],
      [`PK\x03\x04${"\0".repeat(26)}mimetypeapplication/epub+zip`, "an EPUB book"],
      [`PK\x03\x04${"\0".repeat(26)}mimetypeUT\x09\x00application/epub+zip`, "an EPUB book"],
      ["PK\x03\x04[Content_Types].xml word/document.xml", "a Word document (docx)"],
      ["\x1f\x8b\x08", "a gzip archive"],
      ["%PDF-1.7\n", "a PDF document"],
      ["{\\rtf1", "an RTF document"],
    ];
    for (const [start, kind] of starts) {
      expect(() => readText(Uint8Array.from(start, (c) => c.charCodeAt(0)))).toThrow(
        `readText: expected a text in UTF-8, got ${kind}. Save or unpack it as text in UTF-8.`,
      );
    }
    expect(readText(bytes("PKs and PDFs"))).toBe("PKs and PDFs");
  });

  test.each([
    ["combining marks", `a${"\u0301\u0316".repeat(200_000)}`],
    ["letters with many marks", `a${"\u0301\u0316".repeat(60)}`.repeat(5000)],
    ["blank lines", "\n".repeat(2_000_000)],
    ["carriage returns", "\r".repeat(2_000_000)],
    ["one line", "x".repeat(10_000_000)],
  ])("a text of %s takes linear time", (_, text) => {
    const started = performance.now();
    const once = readText(bytes(text));
    expect(readText(once)).toBe(once);
    expect(performance.now() - started).toBeLessThan(linearLimit);
  });

  test("normalises all but characters with more than a hundred marks", () => {
    const many = `e${"\u0301".repeat(101)}`;
    expect(readText(`e\u0301${many}e\u0301`)).toBe(`\u00e9${many}\u00e9`);
    expect(readText(`e${"\u0301".repeat(100)}`)).toBe(`\u00e9${"\u0301".repeat(99)}`);
  });

  test("refuses unknown values of options", () => {
    // @ts-expect-error: not a normal form
    expect(() => readText("a", { normalForm: "nfc" })).toThrow("one of NFC, NFD, NFKC, NFKD, keep");
    // @ts-expect-error: not a line ending
    expect(() => readText("a", { lineEndings: "crlf" })).toThrow(RangeError);
  });
});
