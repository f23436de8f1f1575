import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";

/** The error "CHECKPOINT_MISMATCH": a sound file whose tensors are not those of the model at hand. */
export function mismatch(where: string, expected: string, got: unknown): TenetError {
  return new TenetError(
    "CHECKPOINT_MISMATCH",
    problem(where, expected, got, "Use the model that the checkpoint was made with."),
  );
}
