import { type BackendName, backendNames } from "@tenetjs/backends";
import { TenetError } from "@tenetjs/core";

/** The codes of errors of the backend itself. The same run may continue on another backend. */
const codes: readonly string[] = ["DEVICE_LOST", "DEVICE_ERROR", "LIMIT_EXCEEDED", "OUT_OF_MEMORY"];

/** Whether a run can continue from its checkpoint after `error`, on this backend or on another. */
export function isBackendFailure(error: unknown): error is TenetError {
  return error instanceof TenetError && codes.includes(error.code);
}

/**
 * `error` with advice: the command `resume`, for this backend and for another, which continues from the checkpoint of step `saved`.
 * Both are null for a run that is not saved.
 */
export function withResumeAdvice(
  error: TenetError,
  { resume, saved, backend }: { resume: string | null; saved: number | null; backend: BackendName },
): TenetError {
  const other = backendNames.find((name) => name !== backend && name !== "cpu") ?? "cpu";
  const next =
    resume === null
      ? "This run was not saved. Pass --out DIRECTORY to save checkpoints that can be resumed."
      : `The last checkpoint is from step ${saved}. Continue with: ${resume} --backend ${backend}\nor on another backend: ${resume} --backend ${other}`;
  return new TenetError(error.code, `${error.message}\n${next}`, { cause: error });
}
