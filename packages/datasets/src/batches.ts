import { checkInteger } from "@tenetjs/core/internals";
import type { Batch, Batches } from "./batch.ts";

/**
 * A re-iterable {@link Batches} of `count` batches, each made on demand by `at`. `at` must return the same batch whenever
 * it is called with the same index.
 *
 * @throws {RangeError} when `count` is neither a non-negative integer nor `Infinity`. The result's `at(index)` and
 * `from(index)` throw one for an index out of range. `from(count)` is empty, so that a finished run can be resumed.
 */
export function batches<B extends Batch>(count: number, at: (index: number) => B): Batches<B> {
  if (count !== Number.POSITIVE_INFINITY) checkInteger("batches", "count", count, 0);
  const most = Math.min(count, Number.MAX_SAFE_INTEGER);

  function* run(start: number): Generator<B> {
    for (let index = start; index < count; index += 1) yield at(index);
  }
  return {
    count,
    at: (index) => at(checkInteger("batches.at", "index", index, 0, most - 1)),
    from: (index) => {
      const start = checkInteger("batches.from", "index", index, 0, most);
      return { [Symbol.iterator]: () => run(start) };
    },
    [Symbol.iterator]: () => run(0),
  };
}
