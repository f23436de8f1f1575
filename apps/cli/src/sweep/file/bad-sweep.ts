import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";

/** The error `BAD_SWEEP` at a line of a sweep file. */
export function badSweep(
  { file, line }: { readonly file: string; readonly line: number },
  expected: string,
  got: unknown,
  next?: string,
): TenetError {
  return new TenetError("BAD_SWEEP", problem(`${file}, line ${line}`, expected, got, next));
}
