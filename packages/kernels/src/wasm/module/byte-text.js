// @ts-check
/*
 * Bytes as text for a string in source code: a small byte is one character and any other two, so that compression finds in the text what repeats in the bytes. Of
 * base64 it makes 40 % more. Plain JavaScript, because the script that builds the kernels writes it.
 */

/** Printable characters that need no escape in any string or page. */
const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
  .filter((character) => !'"\\$`<'.includes(character))
  .join("");

/** Bytes below this are the character of that index. The two characters from here on begin a pair. */
const single = characters.length - 2;

/**
 * The text of some bytes.
 *
 * @param {Uint8Array} bytes
 */
export function textOfBytes(bytes) {
  return Array.from(bytes, (byte) => {
    if (byte < single) return characters.charAt(byte);
    const rest = byte - single;
    const page = single + Math.floor(rest / characters.length);
    return `${characters.charAt(page)}${characters.charAt(rest % characters.length)}`;
  }).join("");
}

/**
 * The bytes of a text that {@link textOfBytes} made.
 *
 * @param {string} text
 */
export function bytesOfText(text) {
  const indices = new Uint8Array(128);
  for (let index = 0; index < characters.length; index += 1) indices[characters.charCodeAt(index)] = index;
  const indexAt = (/** @type {number} */ at) => /** @type {number} */ (indices[text.charCodeAt(at)]);
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
