import { problem } from "@tenetjs/core/internals";

/** Checks a share to be kept from step to step: 1 would keep all of it for ever. @throws {RangeError} unless in [0, 1). */
export function checkFraction(where: string, name: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new RangeError(problem(where, `${name} to be at least 0 and below 1`, value));
}
