import { plainDigits } from "./plain-digits.ts";

/**
 * What may stand between the digits of a phone number: spaces and tabs, dots, slashes, all kinds of hyphens and parentheses, characters of no width, and what makes an emoji of
 * a digit.
 */
const between =
  "\\p{Zs}\\t().\\/\\u00AD\\u00B7\\u2022\\u2027\\u30FB\\uFE0F\\u20E3\\u2010-\\u2015\\u2212\\u200B-\\u200D\\u2060\\uFEFF\\uFF08\\uFF09\\uFF0D\\uFF0E\\uFF0F-";
const opening = "(?:[+\\uFF0B]\\p{Nd}|[(\\uFF08][+\\uFF0B]?\\p{Nd}{1,4}[)\\uFF09]|\\p{Nd})";

/**
 * Digits of any script with other characters between them, but not inside a longer number, and not a date such as 2024-03-05. Letters may stand before them, as in languages that write
 * without spaces. All repetitions are bounded, so that hostile text takes linear time.
 */
const candidates = new RegExp(
  `(?<!\\p{Nd}|\\p{Nd}[-./:])(?!\\p{Nd}{4}-\\p{Nd}\\p{Nd}-\\p{Nd}\\p{Nd})${opening}[\\p{Nd}${between}]{5,32}\\p{Nd}(?!\\p{Nd})`,
  "gu",
);

const whole = new RegExp(`^[+\\uFF0B(\\uFF08\\p{Nd}][\\p{Nd}+\\uFF0B${between}]*$`, "u");

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

/**
 * The last nine digits of a phone number, which are the same in all its spellings, with or without a country code. Undefined for other text, and for dates: up to
 * three numbers of one or two digits with the same character between them and a year at one end, perhaps with an hour.
 */
export function phoneKey(text: string): string | undefined {
  if (!whole.test(text)) return undefined;
  const plain = plainDigits(text);
  if (!plain.startsWith("+") && (date.test(plain) || (plain.match(/\//g)?.length ?? 0) > 1)) return undefined;
  const digits = plain.replace(/\D/g, "");
  const least = /^[+0(]/.test(plain) ? 7 : 9;
  return digits.length >= least ? digits.slice(-9) : undefined;
}

const date = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}(?: \d{1,2})?$/;
