import { phrase, problem } from "@tenetjs/core/internals";
import type { LeafRole } from "./expression.ts";

/** @throws {TypeError} when one of `given`, names in the recipe's option `option`, is not one of `known`. */
export function checkNamed(
  where: string,
  option: string,
  given: readonly string[],
  known: readonly string[],
): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(problem(where, `names in ${option} among ${known.join(", ")}`, unknown));
}

/** @throws {TypeError} when `notation` names something that the recipe does not have, or gives two names the same symbol. */
export function checkNotation(
  where: string,
  notation: Readonly<Record<string, string>>,
  names: readonly string[],
): void {
  checkNamed(where, "notation", Object.keys(notation), names);
  const given = Object.entries(notation);
  for (const [name, symbol] of given) {
    const other = given.find((entry) => entry[0] !== name && entry[1] === symbol)?.[0];
    if (other === undefined) continue;
    const got = phrase(`${symbol} for ${name} and for ${other}`);
    throw new TypeError(problem(where, "a symbol of its own for each name in notation", got));
  }
}

/** A name and what it is the name of. */
type Named = { readonly role: LeafRole; readonly name: string };

/**
 * The symbols of `names` in equations, no two alike: that of the notation, else the first letter, else, where something else has that letter,
 * the name itself. `taken` are symbols that mean something else.
 */
export function symbolsOf(
  names: readonly Named[],
  notation: Readonly<Record<string, string>>,
  taken: readonly string[],
): (named: Named) => string {
  const used = [...taken, ...names.map(({ name }) => notation[name] ?? (name[0] as string))];
  return ({ name }) => {
    const given = notation[name];
    if (given !== undefined) return given;
    const letter = name[0] as string;
    return used.filter((symbol) => symbol === letter).length === 1 ? letter : `\\mathrm{${name}}`;
  };
}
