/** The words of a text, in lower case. */
export function wordsOf(text: string): string[] {
  return (text.match(/[A-Za-z']+/g) ?? []).map((word) => word.toLowerCase());
}
