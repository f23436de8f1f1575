import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";

/** The error `BAD_CONFIG` for a configuration file. */
export function badConfig(file: string, expected: string, got: unknown, next?: string): TenetError {
  return new TenetError("BAD_CONFIG", problem(file, expected, got, next));
}
