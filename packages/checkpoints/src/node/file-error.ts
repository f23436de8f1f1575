import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * The error of the file system `error`, with its code, and the file in `expected`: where a read or a write fails, the system does not name it. Any
 * other error stays as it is.
 */
export function fileError(where: string, expected: string, error: unknown, next?: string): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
  return new TenetError(String(error.code), problem(where, expected, phrase(error.message), next), {
    cause: error,
  });
}
