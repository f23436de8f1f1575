import { digitValue } from "../plain-digits.ts";

/** The start of a line in plain characters: digits of any script as 0 to 9, all spaces and tabs as U+0020. */
export type PlainStart = {
  readonly text: string;
  /** The index in the line of each character of `text`, and of the character after it. */
  readonly at: readonly number[];
  /** The zero of the script of its first digit. */
  readonly zero: string;
};

/** The first characters of `line`, at most `length` of them, in plain characters. Digits outside the BMP take two code units in a line, and one here. */
export function plainStart(line: string, length: number): PlainStart {
  const start = line.slice(0, length);
  if (ascii.test(start)) return { text: start.replaceAll("\t", " "), at: indices, zero: "0" };
  const at: number[] = [];
  let text = "";
  let index = 0;
  let zero: string | undefined;
  while (index < line.length && text.length < length) {
    const character = String.fromCodePoint(line.codePointAt(index) ?? 0);
    at.push(index);
    text += plain(character);
    if (text.length > at.length) at.push(index + 1);
    zero ??= zeroOf(character);
    index += character.length;
  }
  at.push(index);
  return { text, at, zero: zero ?? "0" };
}

const ascii = /^[\0-~]*$/;

/** Of longer starts nobody asks. */
const indices = Array.from({ length: 1000 }, (_, index) => index);

function plain(character: string): string {
  if (character <= "~") return character === "\t" ? " " : character;
  if (space.test(character)) return " ";
  return String(digitValue(character) ?? character);
}

/** The zero of the script of a digit; undefined for other characters. */
function zeroOf(character: string): string | undefined {
  const value = digitValue(character);
  return value === undefined ? undefined : String.fromCodePoint((character.codePointAt(0) ?? 0) - value);
}

const space = /^\p{Zs}$/u;
