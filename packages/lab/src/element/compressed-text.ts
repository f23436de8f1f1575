import lzString from "lz-string";

/** What starts a text that is compressed. */
const mark = "~";

/** A text as it stands in an address: compressed where that is shorter, or where it could be taken for a compressed one. */
export function packed(text: string): string {
  const short = mark + lzString.compressToEncodedURIComponent(text);
  return text.startsWith(mark) || inQuery(short) < inQuery(text) ? short : text;
}

/** The text that {@link packed} wrote. Undefined if it is compressed, and broken. */
export function unpacked(text: string): string | undefined {
  if (!text.startsWith(mark)) return text;
  // The library answers null for what it did not write; its types do not say so.
  const found: string | null = lzString.decompressFromEncodedURIComponent(text.slice(mark.length));
  return found === null || found === "" ? undefined : found;
}

/** The number of characters that a value takes in a query. */
function inQuery(value: string): number {
  return new URLSearchParams({ value }).toString().length;
}
