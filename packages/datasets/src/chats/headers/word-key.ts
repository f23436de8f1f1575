/** `word` as the tables of words have it: lower case, one width, and nothing but letters, marks and digits. */
export function wordKey(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/** The words in `table`, which are separated by white space. */
export function wordsIn(table: string): string[] {
  return table.trim().split(/\s+/);
}
