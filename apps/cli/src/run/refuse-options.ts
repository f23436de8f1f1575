import { refused } from "./refused.ts";

/** An option that was given to `tenet resume`: its flag, its value in the run, and its given value. */
export type GivenOption = {
  readonly flag: string;
  /** The value in the run; undefined if the run has no such option. */
  readonly kept: unknown;
  readonly given: unknown;
};

/** @throws {TenetError} `RESUME_REFUSED` for the first option whose value differs from the run, with both values. */
export function refuseOptions(options: readonly GivenOption[]): void {
  for (const { flag, kept, given } of options) {
    if (JSON.stringify(kept) === JSON.stringify(given)) continue;
    const expected = kept === undefined ? `${flag} to be left out` : `${flag} ${shown(kept)}, as in the run`;
    throw refused(expected, shown(given));
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  return value === null ? "none" : String(value);
}
