/**
 * Digits with the spaces, hyphens, dots and parentheses that people put between them, not within a longer word or
 * number, and not a date like 2024-03-05. All repetitions are bounded, so that hostile text takes linear time.
 */
const candidates =
  /(?<![\p{L}\p{N}]|\d[-./:])(?!\d{4}-\d\d-\d\d)(?:\+\d|\(\+?\d{1,4}\)|\d)[\d ().\u00A0\u2011\u202F-]{5,20}\d(?!\p{N})/gu;

/**
 * `text` with each phone number in it replaced by `number(key)`, and what lies between them by `between`. What may be a
 * number: nine digits or more, or seven with a `+` or a 0 in front.
 */
export function replacePhoneNumbers(
  text: string,
  number: (key: string) => string,
  between: (text: string) => string,
): string {
  let replaced = "";
  let from = 0;
  for (const { 0: candidate, index } of text.matchAll(candidates)) {
    const key = phoneKey(candidate);
    if (key === undefined) continue;
    replaced += between(text.slice(from, index)) + number(key);
    from = index + candidate.length;
  }
  return replaced + between(text.slice(from));
}

/** What is equal for the spellings of one number, with and without country: its last nine digits. Undefined for other text. */
export function phoneKey(text: string): string | undefined {
  if (!/^[+(\d][\d ().\u00A0\u2011\u202F-]*$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, "");
  const least = /^[+0(]/.test(text) ? 7 : 9;
  return digits.length >= least ? digits.slice(-9) : undefined;
}
