// @ts-check
/* Plain JavaScript, because the script that builds the kernels reads it too. */

/** Printable characters that need no escape in any string or page. */
export const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
  .filter((character) => !'"\\$`<'.includes(character))
  .join("");

/** Bytes below this are the character of that index. The two characters from here on begin a pair. */
export const single = characters.length - 2;
