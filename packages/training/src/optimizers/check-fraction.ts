import { problem } from "@tenetjs/core/internals";

/** Checks a decay, of which 1 would never forget anything. @throws {RangeError} unless it is in [0, 1). */
export function checkFraction(where: string, name: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new RangeError(problem(where, `${name} to be at least 0 and below 1`, value));
}
