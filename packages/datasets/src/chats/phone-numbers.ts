/**
 * Digits with spaces, hyphens, dots and parentheses between them, but not inside a longer word or number, and not a date
 * such as 2024-03-05. All repetitions are bounded, so that hostile text takes linear time.
 */
const candidates =
  /(?<![\p{L}\p{N}]|\d[-./:])(?!\d{4}-\d\d-\d\d)(?:\+\d|\(\+?\d{1,4}\)|\d)[\d ().\u00A0\u2011\u202F-]{5,20}\d(?!\p{N})/gu;

/**
 * `text` with each phone number replaced by `number(key)`, and the text between phone numbers by `between(text)`. A phone number has
 * nine digits or more, or seven or more if it starts with `+`, `0` or a parenthesis.
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

/** The last nine digits of a phone number, which are the same in all its spellings, with or without a country code. Undefined for other text. */
export function phoneKey(text: string): string | undefined {
  if (!/^[+(\d][\d ().\u00A0\u2011\u202F-]*$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, "");
  const least = /^[+0(]/.test(text) ? 7 : 9;
  return digits.length >= least ? digits.slice(-9) : undefined;
}
