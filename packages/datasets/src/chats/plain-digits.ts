const digit = /^\p{Nd}$/u;
const wide: Readonly<Record<string, string>> = { "\uFF0B": "+", "\uFF08": "(", "\uFF09": ")" };

/** `text` with digits of any script as 0 to 9, and signs of full width as those of ASCII. */
export function plainDigits(text: string): string {
  return text.replace(
    /[\p{Nd}\uFF08\uFF09\uFF0B]/gu,
    (character) => wide[character] ?? String(digitValue(character)),
  );
}

/** The value of a decimal digit of any script; undefined for other characters. Unicode encodes those of a script in a row, and rows may follow each other. */
export function digitValue(character: string): number | undefined {
  if (!digit.test(character)) return undefined;
  const codePoint = character.codePointAt(0) ?? 0;
  let before = 0;
  while (digit.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before % 10;
}
