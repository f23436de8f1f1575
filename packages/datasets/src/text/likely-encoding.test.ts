import { describe, expect, test } from "vitest";
import { readText } from "./read-text.ts";

/** The bytes of `text` in an encoding of single bytes, by the numbers of its characters above 127. */
const single = (text: string, numbers: Readonly<Record<string, number>>) =>
  Uint8Array.from(text, (character) => numbers[character] ?? character.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
};
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const utf8 = (text: string) => new TextEncoder().encode(text);
const refusal = (bytes: Uint8Array) => {
  try {
    return readText(bytes);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
};

const western = single("Ein naïves Café – señor, 5 €.\n".repeat(30), {
  ï: 0xef,
  é: 0xe9,
  "–": 0x96,
  ñ: 0xf1,
  "€": 0x80,
});
/** "Мир" and other words in Windows-1251. */
const cyrillic = Uint8Array.from(
  Array.from({ length: 500 }, (_, at) => (at % 6 === 5 ? 0x20 : 0xe0 + ((at * 7) % 32))),
);

describe("bytes that are not UTF-8", () => {
  test("are told to be in the code page of a language with Latin letters, or in that of another, with a command that converts them", () => {
    expect(refusal(western)).toMatch(
      /^BAD_UTF8 .* It may be in Windows-1252, or .* iconv -f WINDOWS-1252 -t UTF-8\.$/,
    );
    expect(refusal(cyrillic)).toMatch(
      /^BAD_UTF8 .* such as Windows-1251, Shift_JIS or GB18030\. .* iconv -f WINDOWS-1251 -t UTF-8\.$/,
    );
  });

  test.each([
    ["English", "Hello, this is a line of text.\n"],
    ["Russian", "Привет, как дела?\n"],
    ["Latvian", "Ābols un Āda\n"],
    ["Greek", "Καλημέρα κόσμε\n"],
  ])("are told to be UTF-16 if they are, in %s, with and without a byte order mark", (_, line) => {
    const text = line.repeat(50);
    for (const [name, littleEndian] of [
      ["UTF-16LE", true],
      ["UTF-16BE", false],
    ] as const) {
      for (const one of [text, `\uFEFF${text}`])
        expect(refusal(utf16(one, littleEndian))).toBe(
          `BAD_UTF8 readText: expected UTF-8, got what looks like text in ${name}. Convert it to UTF-8, as with iconv -f ${name} -t UTF-8.`,
        );
    }
  });

  test("are told to be damaged, or to lack their end, where what is before is UTF-8", () => {
    const text = utf8("Übung macht den Meister.\n".repeat(20));
    expect(refusal(joined(text, Uint8Array.of(0xc3)))).toMatch(
      /cut short by the end\. .*ends in the midst of a character: copy or download it again\.$/,
    );
    expect(refusal(joined(text, Uint8Array.of(0xe9, 0x20), text))).toMatch(
      /\(line 21\).* damaged there, or joined from files in two encodings/,
    );
  });

  test("are no text at all if they have control characters all over, or zero bytes that are not those of UTF-16", () => {
    const every = Uint8Array.from({ length: 5120 }, (_, at) => at);
    const zeros = Uint8Array.from({ length: 600 }, (_, at) => (at % 3 === 0 ? 0 : 0x61));
    for (const bytes of [every, zeros])
      expect(refusal(bytes)).toBe(
        "NOT_TEXT readText: expected a text in UTF-8, got a file that is not text. Save or unpack it as text in UTF-8.",
      );
  });
});

test("a text may have a few zero bytes, and any other control characters", () => {
  const text = `${"a line of text\n".repeat(50)}\0`;
  expect(readText(utf8(text))).toBe(text);
  const controls = "\u0001\u0007\u001b[31m\u0085\u009b".repeat(50);
  expect(readText(utf8(controls))).toBe(controls);
});

test("text that begins almost as a file of another kind does is text", () => {
  for (const text of [
    "BZhang said",
    "ID3 is an algorithm",
    "GIF8 or GIF9",
    "RIFFs of a guitar",
    "tar: ustar ".padStart(270),
    "Bo: ftyp",
  ])
    expect(readText(utf8(text))).toBe(text);
  const ustar = utf8("a.txt".padEnd(257, "\0") + "ustar\0".padEnd(300, "\0"));
  expect(refusal(ustar)).toContain("got a tar archive");
  const video = utf8("\0\0\0\u0020ftypisom".padEnd(300, "\0"));
  expect(refusal(video)).toContain("got a video, a sound or a photo (MPEG-4)");
});
