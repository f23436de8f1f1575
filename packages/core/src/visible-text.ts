/**
 * `text` with its control characters shown: a terminal would obey them, and a reader would not see them. Of ASCII's, line breaks and tabs stay, and
 * the others become their pictures, such as U+241B for ESC. Those of C1, and the embeddings, overrides and isolates that reorder bidirectional
 * text, become `<U+202E>` and so on.
 */
export function visibleText(text: string): string {
  return text.replace(controls, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "\u2421";
    return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: to find them is its purpose.
const controls = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;
