/**
 * `text` on one line, with characters replaced by U+FFFD that XML does not allow (control characters,
 * lone surrogates) or that reorder text.
 */
export function plainLine(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

/** `text` cut to at most `most` characters. If it was longer, the last is an ellipsis. */
export function shorten(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}

/**
 * An upper estimate of the width of `text` in pixels, because text cannot be measured outside a page. A sans-serif letter takes
 * about half its font size, an ideograph or an emoji all of it.
 */
export function textWidth(text: string, fontSize: number): number {
  return Array.from(text).reduce(
    (width, character) => width + fontSize * ((character.codePointAt(0) as number) >= 0x2e80 ? 1 : 0.57),
    0,
  );
}

/**
 * The lines of `text`, broken at spaces to at most `width` pixels. A wider word has a line of its own.
 */
export function wrap(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`, fontSize) <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A number with its noun in the singular or plural: "1 point", "2 points". */
export function count(total: number, noun: string): string {
  return `${total} ${noun}${total === 1 ? "" : "s"}`;
}
