import { plainDigits } from "./plain-digits.ts";

/**
 * What may stand between the digits of a phone number: spaces and tabs, dots, slashes, all kinds of hyphens and parentheses, characters of no width, and what makes an emoji of
 * a digit.
 */
const common =
  "\\p{Zs}\\t().\\/\\u2044\\u2215\\u00AD\\u00B7\\u2022\\u2027\\u30FB\\uFE0F\\u20E3\\u2010-\\u2015\\u2212\\u301C\\uFE58\\uFE63\\uFF5E\\u200B-\\u200D\\u2060-\\u2064\\uFEFF\\uFF08\\uFF09\\uFF0D\\uFF0E\\uFF0F-";

/** What some people write there. These signs count right between two digits only: in sentences and lists, spaces stand beside them. */
const rare = "_*~|\\u2026";

/** The same, in numbers that start as phone numbers do. Elsewhere, these signs stand in amounts, times, lists and formulas. */
const ambiguous = ",;:=<>#'\"`´\\\\\\u2018\\u2019\\u060C\\u3001\\uFF0C\\uFF1A\\uFF0A\\uFF3F";

const start =
  "(?:[+\\uFF0B]\\p{Nd}|[(\\uFF08][+\\uFF0B]?\\p{Nd}{1,4}[)\\uFF09]|\\[[+0]\\p{Nd}{1,4}\\]|[0٠۰०০๐０]\\p{Nd})";
const digits = (signs: string) =>
  `(?:[\\p{Nd}${common}]|(?<=[\\p{Nd})\\]])[${signs}]{1,3}(?=\\p{Nd})){5,40}\\p{Nd}(?!\\p{Nd})`;

/**
 * Digits of any script with other characters between them, but not inside a longer number, a time or a date such as 2024-03-05. Letters may stand before them, as in languages that
 * write without spaces. All repetitions are bounded, so that hostile text takes linear time.
 */
const candidates = new RegExp(
  [
    "(?<!\\p{Nd}|\\p{Nd}[-./]|\\p{Nd}:(?=\\p{Nd}{2}(?!\\p{Nd})))(?!\\p{Nd}{4}-\\p{Nd}\\p{Nd}-\\p{Nd}\\p{Nd})",
    // A time is one too where a number follows it, to be left out.
    `(?:\\p{Nd}{1,2}:\\p{Nd}{2}(?=[-./]\\p{Nd})|${start}${digits(rare + ambiguous)}|\\p{Nd}${digits(rare)})`,
  ].join(""),
  "gu",
);

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
  let done = 0;
  // A number may begin right at the start of `rest`; at a later place, what stands before it may be a part of a date.
  let rest = text;
  let from = 0;
  const goOn = (at: number) => {
    rest = rest.slice(at);
    from = 0;
  };
  for (;;) {
    candidates.lastIndex = from;
    const match = candidates.exec(rest);
    if (match === null) return replaced + between(text.slice(done));
    const { index } = match;
    const { phone, key, notPhone } = examine(match[0]);
    if (key !== undefined) {
      const start = text.length - rest.length + index;
      replaced += between(text.slice(done, start)) + number(key);
      done = start + phone.length;
      goOn(index + phone.length);
    } else if (notPhone > 0) goOn(index + notPhone);
    else from = index + (firstDigits.exec(match[0])?.[0].length ?? 1);
  }
}

const firstDigits = /^\P{Nd}*\p{Nd}+/u;

/**
 * The phone number at the start of `candidate`, up to a date or a time in it, and its key. Without one, `notPhone` is the length of a date or a time at its
 * start.
 */
function examine(candidate: string): { phone: string; key: string | undefined; notPhone: number } {
  const plain = plainDigits(candidate);
  const other = dateOrTime.exec(plain);
  if (other === null) return { phone: candidate, key: phoneKey(candidate), notPhone: 0 };
  // Each character of `plain` is one code point of the candidate.
  const codePoints = [...candidate];
  const lengthOf = (count: number) => codePoints.slice(0, count).join("").length;
  const phone = candidate.slice(0, lengthOf(other.index)).replace(/[^\p{Nd}]+$/u, "");
  const key = phoneKey(phone);
  if (key === undefined && plain.startsWith("+"))
    return { phone: candidate, key: phoneKey(candidate), notPhone: 0 };
  return { phone, key, notPhone: other.index === 0 ? lengthOf(other[0].length) : 0 };
}

/** A time, a date with a year of four digits or slashes, or two dates without a year. */
const dateOrTime = new RegExp(
  [
    "(?<![\\d:])\\d{1,2}:[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?(?!:?\\d)",
    "(?<![\\d./-])\\d{1,2}([./-])\\d{1,2}\\1(?:19|20)\\d\\d(?!\\d)",
    "(?<![\\d./-])(?:19|20)\\d\\d([./-])\\d{1,2}\\2\\d{1,2}(?!\\d)",
    "(?<![\\d/])\\d{1,2}/\\d{1,2}/\\d\\d(?![\\d/])",
    "(?<![\\d/])\\d{1,2}/\\d{1,2} \\d{1,2}/\\d{1,2}(?![\\d/])",
  ].join("|"),
);

const whole = new RegExp(
  `^[+\\uFF0B(\\uFF08[\\p{Nd}][\\p{Nd}+\\uFF0B\\]${rare}${ambiguous}${common}]*$`,
  "u",
);

/**
 * The last nine digits of a phone number, which are the same in all its spellings, with or without a country code. Undefined for other text, and for dates: up to
 * three numbers of one or two digits with the same character between them and a year at one end, perhaps with an hour.
 */
export function phoneKey(text: string): string | undefined {
  if (!whole.test(text)) return undefined;
  const plain = plainDigits(text);
  if (!plain.startsWith("+") && (date.test(plain) || isFormula(plain))) return undefined;
  const digits = plain.replace(/\D/g, "");
  const least = /^[+0([]/.test(plain) ? 7 : 9;
  return digits.length >= least ? digits.slice(-9) : undefined;
}

const date = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}(?: \d{1,2})?$/;

/** Whether `plain`, which does not start as phone numbers do, has signs of lists and formulas in it, and no three digits in a row. */
function isFormula(plain: string): boolean {
  return !/^(?:0\d|[([])/.test(plain) && anyRare.test(plain) && !/\d{3}/.test(plain);
}

const anyRare = new RegExp(`[${rare}${ambiguous}]`, "u");
