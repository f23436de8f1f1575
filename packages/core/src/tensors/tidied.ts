import { type TensorContainer, tidy } from "@tensorflow/tfjs-core";

/**
 * The result of `compute`, after freeing every other tensor that it made: tfjs's `tidy` for results of any type, with
 * tensors nested in records and lists.
 */
export function tidied<Result extends object>(compute: () => Result): Result {
  return tidy(compute as () => TensorContainer) as Result;
}
