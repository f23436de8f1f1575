import { type BackendName, backendNames } from "@tenetjs/backends";
import { TenetError } from "@tenetjs/core";

/** Codes of errors that are those of what computes, and not of what is computed: elsewhere the same run may go on. */
const codes: readonly string[] = ["DEVICE_LOST", "DEVICE_ERROR", "LIMIT_EXCEEDED", "OUT_OF_MEMORY"];

/** Whether `error` is one after which a run can go on from its checkpoint, on this backend or on another. */
export function isBackendFailure(error: unknown): error is TenetError {
  return error instanceof TenetError && codes.includes(error.code);
}

/**
 * `error` with what can be done about it: the command `resume`, for this backend and for another; null where the run has no
 * checkpoint, of step `saved`.
 */
export function withWayOn(
  error: TenetError,
  { resume, saved, backend }: { resume: string | null; saved: number | null; backend: BackendName },
): TenetError {
  const other = backendNames.find((name) => name !== backend && name !== "cpu") ?? "cpu";
  const next =
    resume === null
      ? "Nothing of this run is kept. With --out DIRECTORY there is a checkpoint to go on from."
      : `The checkpoint is of step ${saved}. Go on with: ${resume} --backend ${backend}\nor on another backend: ${resume} --backend ${other}`;
  return new TenetError(error.code, `${error.message}\n${next}`, { cause: error });
}
