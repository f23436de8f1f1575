import { characters, single } from "./byte-characters.js";

/** The bytes that `scripts/text-of-bytes.js` wrote as text. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const indices = new Uint8Array(128);
  for (let index = 0; index < characters.length; index += 1) indices[characters.charCodeAt(index)] = index;
  const indexAt = (at: number) => indices[text.charCodeAt(at)] as number;
  const bytes = new Uint8Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const first = indexAt(at);
    if (first >= single) at += 1;
    bytes[count] = first < single ? first : single + (first - single) * characters.length + indexAt(at);
    count += 1;
  }
  return bytes.slice(0, count);
}
