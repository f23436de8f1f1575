import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { adviceOnEncoding } from "./likely-encoding.ts";

/**
 * The text of `bytes`, decoded as UTF-8. A byte order mark is kept. `where` names the caller in errors.
 *
 * @throws {TenetError} `BAD_UTF8`, with the offset and line of the first ill-formed sequence and the reason.
 */
export function decodeUtf8(bytes: Uint8Array, where = "decodeUtf8"): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const bad = findBadUtf8(bytes);
    if (bad === undefined) throw cause; // Well-formed, but longer than the longest string.
    throw new TenetError("BAD_UTF8", describe(where, bytes, bad), { cause });
  }
}

/** The offset of the first ill-formed sequence of `bytes`, and the reason; undefined if there is none. */
export function findBadUtf8(bytes: Uint8Array): { offset: number; reason: string } | undefined {
  let offset = 0;
  while (offset < bytes.length) {
    const lead = bytes[offset]!;
    if (lead < 0x80) {
      offset += 1;
      continue;
    }
    const reason = sequenceFault(bytes, offset, lead);
    if (reason !== undefined) return { offset, reason };
    offset += sequenceLength(lead);
  }
  return undefined;
}

/** What is wrong with the sequence that starts with `lead`, by table 3-7 of the Unicode Standard. */
function sequenceFault(bytes: Uint8Array, offset: number, lead: number): string | undefined {
  if (lead < 0xc0) return "a continuation byte with no lead byte before it";
  if (lead < 0xc2) return "an overlong form of an ASCII character";
  if (lead > 0xf4) return "a byte that UTF-8 never has";

  const length = sequenceLength(lead);
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[offset + i];
    if (byte === undefined) return `a sequence of ${length} bytes ${cutByEnd}`;
    if ((byte & 0xc0) !== 0x80) return `a sequence of ${length} bytes cut short after ${i}`;
  }
  const second = bytes[offset + 1]!;
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90)) return "an overlong form";
  if (lead === 0xed && second > 0x9f) return "half of a surrogate pair";
  if (lead === 0xf4 && second > 0x8f) return "a code point above U+10FFFF";
  return undefined;
}

/** The end of the reason for a sequence whose last bytes the file does not have. */
const cutByEnd = "cut short by the end";

function sequenceLength(lead: number): number {
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function describe(
  where: string,
  bytes: Uint8Array,
  { offset, reason }: { offset: number; reason: string },
): string {
  let line = 1;
  for (let i = 0; i < offset; i += 1) if (bytes[i] === 0x0a) line += 1;
  const byte = bytes[offset]!.toString(16).toUpperCase().padStart(2, "0");
  return problem(
    where,
    "UTF-8",
    phrase(`0x${byte} at byte offset ${offset} (line ${line}): ${reason}`),
    adviceOnEncoding(bytes, offset, reason.endsWith(cutByEnd)),
  );
}
