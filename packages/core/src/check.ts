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
