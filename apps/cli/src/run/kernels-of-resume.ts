import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { StartedBackend } from "../backend.ts";
import type { Run } from "./run.ts";

/**
 * The build of the kernels that `run` trains with from now on: on wasm that which runs, elsewhere that of its last steps on wasm.
 *
 * @throws {TenetError} `RESUME_REFUSED` when it was trained with relaxed SIMD, which does not run here, and it was not asked to be
 *   reproducible: its steps from here on would not be those of a run that never stopped.
 */
export function kernelsOfResume(
  { kernels }: Pick<Run, "kernels">,
  { backend, reproducible }: { readonly backend: StartedBackend; readonly reproducible: boolean },
): Run["kernels"] {
  if (backend.kernels === null) return kernels;
  const { build } = backend.kernels;
  if (kernels === null || kernels === build || reproducible) return build;
  throw new TenetError(
    "RESUME_REFUSED",
    problem(
      "resume",
      `kernels with relaxed SIMD that multiplies and adds with one rounding, as the run was trained with`,
      phrase("a machine without it"),
      "Resume it on another machine, or add --reproducible: it then goes on with strict kernels, and its losses differ in the last digits from those of a run that never stopped.",
    ),
  );
}
