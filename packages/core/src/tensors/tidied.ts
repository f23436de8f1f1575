import { type TensorContainer, tidy } from "@tensorflow/tfjs-core";

/**
 * What `compute` returns, with every other tensor that it made freed: tfjs's `tidy`, for results of any type whose
 * tensors sit in records and lists.
 */
export function tidied<Result extends object>(compute: () => Result): Result {
  return tidy(compute as () => TensorContainer) as Result;
}
