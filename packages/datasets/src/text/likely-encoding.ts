/** How much of a file is looked at. */
const most = 65_536;

/** The name of an encoding, as `iconv` and `TextDecoder` have it. */
type Encoding = "UTF-16LE" | "UTF-16BE" | "UTF-32LE" | "UTF-32BE";

/**
 * The encoding that `bytes` look like if their characters have two or four bytes each: by the byte order mark or, without one, by the zero bytes of Latin letters, spaces and
 * line ends, nearly all of which are at even places or at odd ones. `undefined` for others.
 */
export function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "UTF-32LE" : "UTF-16LE";
  if (a === 0xfe && b === 0xff) return "UTF-16BE";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "UTF-32BE";
  const start = bytes.subarray(0, most);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const isFew = even + odd < Math.max(fewestZeros, start.length * fewestOfAll);
  if (isFew || Math.max(even, odd) < 5 * Math.min(even, odd)) return undefined;
  return even > odd ? "UTF-16BE" : "UTF-16LE";
}

/** Some zero bytes may be part of a text. */
const fewestZeros = 16;
/** A line of UTF-16 in any script has one zero byte at its end at least. */
const fewestOfAll = 0.005;

/**
 * Whether `bytes` are no text in any encoding of single bytes: more than one in a hundred of them, and more than a few, are control characters that texts do not have. In what is UTF-8
 * otherwise, only zero bytes count.
 */
export function isBinary(bytes: Uint8Array, { isUtf8 }: { readonly isUtf8: boolean }): boolean {
  const start = bytes.subarray(0, most);
  let count = 0;
  for (const byte of start) if (isUtf8 ? byte === 0 : isControl(byte)) count += 1;
  return count >= fewestZeros && count * 100 > start.length;
}

/** C0 without those that format a text, or begin a colour of a terminal. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) || byte === 0x7f;
}

/**
 * What `bytes`, which are not UTF-8 from `offset` on, may be, and what to do. `isCut` says that only their end is missing.
 *
 * Texts in Latin letters have few bytes above 127 in old encodings, and others have little else. Which of these it is cannot be told without knowing the language.
 */
export function adviceOnEncoding(bytes: Uint8Array, offset: number, isCut: boolean): string {
  const high = (part: Uint8Array) => part.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  // A character or two in another encoding may happen to be UTF-8.
  if (high(bytes.subarray(Math.max(0, offset - most), offset)) > 4)
    return isCut
      ? "All before it is UTF-8, so the file ends in the midst of a character: copy or download it again."
      : "All before it is UTF-8, so the file is damaged there, or joined from files in two encodings: correct that place.";
  const around = bytes.subarray(Math.max(0, offset - most), offset + most);
  const isLatin = high(around) * 4 < around.length;
  return isLatin
    ? "It may be in Windows-1252, or in the code page of its language. Convert it to UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8."
    : "It may be in an encoding of its language, such as Windows-1251, Shift_JIS or GB18030. Convert it to UTF-8, as with iconv -f WINDOWS-1251 -t UTF-8.";
}
