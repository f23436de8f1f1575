import { type BackendName, backendNames } from "@tenetjs/backends/names";
import { TenetError } from "@tenetjs/core";
import { isForPeople } from "../exit.ts";

/** The codes of errors of the backend itself. The same run may continue on another backend. */
const backendCodes: readonly string[] = ["DEVICE_LOST", "DEVICE_ERROR", "LIMIT_EXCEEDED", "OUT_OF_MEMORY"];

/** What is left of a run that failed. */
export type Remains = {
  /** The step of its checkpoint, and the command that continues from there; null for a run that is not saved. */
  readonly saved: number | null;
  readonly resume: string | null;
  readonly backend: BackendName;
};

/** The code of an error in the `failed` event: its own, or its kind. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error ? error.name : "UNKNOWN";
}

/** `error` with advice: what is still there, and the command that goes on from it. A bug of the program is returned as it is. */
export function withAdvice(error: unknown, remains: Remains): unknown {
  if (!(error instanceof Error) || !isForPeople(error)) return error;
  const code = codeOf(error);
  return new TenetError(code, `${error.message} ${adviceOn(code, remains)}`, { cause: error });
}

function adviceOn(code: string, { saved, resume, backend }: Remains): string {
  if (saved === null || resume === null) {
    return "This run was not saved. Pass --out DIRECTORY to save checkpoints that can be resumed.";
  }
  const checkpoint = `The checkpoint of step ${saved} is intact.`;
  if (code === "DIVERGED") {
    const flags = "a lower --learning-rate or --clip, or from an earlier run with --init-from";
    return `${checkpoint} A resume would diverge again: start a new run with ${flags}.`;
  }
  if (!backendCodes.includes(code)) return `${checkpoint} Once the cause is gone, continue with: ${resume}`;
  const other = backendNames.find((name) => name !== backend && name !== "cpu") ?? "cpu";
  return `${checkpoint} Continue with: ${resume} --backend ${backend}\nor on another backend: ${resume} --backend ${other}`;
}
