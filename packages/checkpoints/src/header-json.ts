import { byteAt, type Corrupt } from "./corrupt.ts";

/** A JSON value in a header. Fractions, signs, `true`, `false` and `null` are not allowed. */
export type HeaderValue = string | number | HeaderValue[] | HeaderObject;

/** The members of an object, in the order of the file. It is a map because a tensor may be named `__proto__`. */
export type HeaderObject = Map<string, HeaderValue>;

/**
 * The JSON object in `bytes` from `start` to `end`, which may be followed by spaces. It is stricter than `JSON.parse`: a
 * duplicate name is an error. Every error has the byte at which it was found.
 */
export function parseHeader(bytes: Uint8Array, start: number, end: number, corrupt: Corrupt): HeaderObject {
  let at = start;
  const header = object(0);
  skipSpace();
  if (at < end) throw fail("only spaces after the JSON of the header");
  return header;

  function value(depth: number): HeaderValue {
    if (depth > maximumDepth) throw fail(`JSON nested at most ${maximumDepth} levels deep`);
    switch (bytes[at]) {
      case quote:
        return string();
      case openBrace:
        return object(depth);
      case openBracket:
        return array(depth);
      default:
        return integer();
    }
  }

  function object(depth: number): HeaderObject {
    const members: HeaderObject = new Map();
    sequence(openBrace, closeBrace, () => {
      const nameAt = at;
      const name = string();
      if (members.has(name)) throw corrupt("unique names", name, { byte: nameAt });
      skipSpace();
      expect(colon);
      skipSpace();
      members.set(name, value(depth + 1));
    });
    return members;
  }

  function array(depth: number): HeaderValue[] {
    const items: HeaderValue[] = [];
    sequence(openBracket, closeBracket, () => items.push(value(depth + 1)));
    return items;
  }

  /** Reads items that are separated by commas and enclosed in brackets. */
  function sequence(open: number, close: number, item: () => void): void {
    expect(open);
    skipSpace();
    if (bytes[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      item();
      skipSpace();
      if (at < end && bytes[at] === close) break;
      expect(comma);
      skipSpace();
    }
    at += 1;
  }

  function string(): string {
    const from = at;
    expect(quote);
    while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
    if (at >= end) throw corrupt("a terminated string", byteAt(bytes, end), { byte: from });
    at += 1;
    try {
      return JSON.parse(
        new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, at)),
      );
    } catch {
      throw corrupt("a JSON string in UTF-8", byteAt(bytes, from + 1), { byte: from });
    }
  }

  function integer(): number {
    const from = at;
    while (at < end && isDigit(bytes[at])) at += 1;
    if (at === from) throw fail("a value");
    const digits = String.fromCharCode(...bytes.subarray(from, Math.min(at, from + 20)));
    const number = Number(digits);
    if (!Number.isSafeInteger(number) || (digits.length > 1 && digits.startsWith("0")))
      throw corrupt("an integer from 0 to 2^53 - 1", digits, { byte: from });
    return number;
  }

  function expect(byte: number): void {
    if (at >= end || bytes[at] !== byte) throw fail(`"${String.fromCharCode(byte)}"`);
    at += 1;
  }

  function skipSpace(): void {
    while (at < end && isSpace(bytes[at])) at += 1;
  }

  function fail(expected: string) {
    return corrupt(expected, at < end ? byteAt(bytes, at) : byteAt(bytes, bytes.length), { byte: at });
  }
}

/** The deepest valid nesting: a list of sizes, in a tensor, in the header. */
const maximumDepth = 3;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
