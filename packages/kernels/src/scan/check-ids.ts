import { phrase, problem } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";

/** @throws {RangeError} if one of `ids` is not below `inputSize`. */
export function checkIds(
  { name }: Recipe,
  inputSize: number,
  ids: Int32Array | Float32Array | Uint8Array,
): void {
  const bad = ids.find((id) => id < 0 || id >= inputSize);
  if (bad === undefined) return;
  throw new RangeError(
    problem(
      name,
      `ids from 0 to ${inputSize - 1}`,
      phrase(String(bad)),
      "Set inputSize to the size of the vocabulary.",
    ),
  );
}
