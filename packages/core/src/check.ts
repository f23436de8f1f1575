import { problem } from "./problem.ts";

/** `value`, if it is an integer from `least` to `most`. @throws {RangeError} otherwise. */
export function checkInteger(
  where: string,
  name: string,
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  const range =
    most === Number.MAX_SAFE_INTEGER
      ? `an integer of at least ${least}`
      : `an integer from ${least} to ${most}`;
  throw new RangeError(problem(where, `${name} to be ${range}`, value));
}

/** `value`, if it is finite and above 0. @throws {RangeError} otherwise. */
export function checkPositive(where: string, name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(problem(where, `${name} to be a finite number above 0`, value));
}

/** `value`, if `low` <= value <= `high`. @throws {RangeError} otherwise. */
export function checkWithin(where: string, name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  throw new RangeError(problem(where, `${name} to be a number from ${low} to ${high}`, value));
}

/** `value`, if it is one of `choices`. @throws {RangeError} otherwise, with a list of the choices. */
export function checkChoice<const T extends string>(
  where: string,
  name: string,
  value: string,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new RangeError(problem(where, `${name} to be one of ${choices.join(", ")}`, value));
}

/**
 * Checks that `options` has no name that is not one of `known`: a misspelt option would leave the default in place.
 *
 * @throws {TypeError} naming the option that is unknown, and those that are not.
 */
export function checkOptions<Options extends object>(
  where: string,
  options: Options,
  known: Readonly<Record<NamesOf<Options>, true>>,
): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new TypeError(problem(where, `options among ${Object.keys(known).join(", ")}`, unknown));
}

/** The names of the options, of each member if it is a union. */
type NamesOf<Options> = Options extends unknown ? keyof Options : never;
