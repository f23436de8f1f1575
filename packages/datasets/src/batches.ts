import type { Batch, Batches } from "./batch.ts";

/** A re-iterable {@link Batches} of `count` batches, each made on demand by `at`. */
export function batches<B extends Batch>(count: number, at: (index: number) => B): Batches<B> {
  function* from(index: number): Generator<B> {
    for (let i = index; i < count; i += 1) yield at(i);
  }
  return { count, at, from, [Symbol.iterator]: () => from(0) };
}
