import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";

/**
 * `tensors` as `count` lists of equal shapes.
 *
 * @throws {RangeError} if the lists differ in their shapes. @throws {TypeError} if a tensor is not float32.
 */
export function inLists(name: string, tensors: readonly TensorInfo[], count: number): TensorInfo[][] {
  const length = tensors.length / count;
  const lists = Array.from({ length: count }, (_, list) => tensors.slice(list * length, (list + 1) * length));
  const [first] = lists as [TensorInfo[]];
  lists.forEach((list, which) => {
    list.forEach(({ shape, dtype }, index) => {
      if (dtype !== "float32") throw new TypeError(problem(name, "float32 tensors", phrase(dtype)));
      const wanted = String(first[index]?.shape);
      if (String(shape) !== wanted)
        throw new RangeError(
          problem(name, `tensor ${index} of list ${which} to be of shape [${wanted}]`, phrase(`[${shape}]`)),
        );
    });
  });
  return lists;
}
