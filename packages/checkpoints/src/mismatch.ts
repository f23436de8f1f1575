import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";

/** The error "CHECKPOINT_MISMATCH", for an intact file whose tensors do not match the model. */
export function mismatch(where: string, expected: string, got: unknown): TenetError {
  return new TenetError(
    "CHECKPOINT_MISMATCH",
    problem(where, expected, got, "Use the model that the checkpoint was made with."),
  );
}
