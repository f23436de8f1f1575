import { InvalidArgumentError } from "commander";

/** A parser of whole numbers from `least` on, for commander. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Expected a whole number ${range}.`);
  };
}

/** A parser of finite numbers above 0, for commander. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a finite number above 0.");
}

/** A parser of numbers from `low` up to, but not including, `high`. */
export function numberBelow(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && value >= low && value < high) return value;
    throw new InvalidArgumentError(`Expected a number of at least ${low} and below ${high}.`);
  };
}

/** A parser of shares above 0 and below 1. */
export function shareBelowOne(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("Expected a number above 0 and below 1.");
}

/** A parser of finite numbers above 0 with commas between them. */
export function positiveNumbers(text: string): readonly number[] {
  return text.split(",").map(positiveNumber);
}
