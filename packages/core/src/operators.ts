import { checkInteger } from "./check.ts";
import { phrase, problem } from "./problem.ts";

/** What operators read: an iterable, synchronous or asynchronous. */
export type Stream<T> = Iterable<T> | AsyncIterable<T>;

/** A function from stream to stream. Ending the result early ends the source. */
export type Operator<In, Out> = (source: Stream<In>) => AsyncIterable<Out>;

/** The stream that results from applying each operator in order: `pipe(train(...), every(50, show), take(1000))`. */
export function pipe<A>(source: Stream<A>): Stream<A>;
export function pipe<A, B>(source: Stream<A>, first: Operator<A, B>): AsyncIterable<B>;
export function pipe<A, B, C>(
  source: Stream<A>,
  first: Operator<A, B>,
  second: Operator<B, C>,
): AsyncIterable<C>;
export function pipe<A, B, C, D>(
  source: Stream<A>,
  first: Operator<A, B>,
  second: Operator<B, C>,
  third: Operator<C, D>,
): AsyncIterable<D>;
export function pipe<A>(source: Stream<A>, ...operators: Operator<A, A>[]): AsyncIterable<A>;
export function pipe(source: Stream<unknown>, ...operators: Operator<unknown, unknown>[]): Stream<unknown> {
  return operators.reduce<Stream<unknown>>((stream, operator) => operator(stream), source);
}

/** The first `count` items. The source is never asked for more, and ends when the result ends. */
export function take<T>(count: number): Operator<T, T> {
  checkInteger("take", "count", count, 0);
  return async function* (source) {
    if (count === 0) return;
    let taken = 0;
    for await (const item of source) {
      yield item;
      taken += 1;
      if (taken === count) return;
    }
  };
}

/** All items, unchanged. `effect` is called and awaited on every `count`-th item: `every(50, effect)` calls it on the 50th, the 100th, and so on. */
export function every<T>(count: number, effect: (item: T) => unknown): Operator<T, T> {
  checkInteger("every", "count", count, 1);
  return async function* (source) {
    let seen = 0;
    for await (const item of source) {
      seen += 1;
      if (seen % count === 0) await effect(item);
      yield item;
    }
  };
}

/** The results of `transform`, awaited, one for each item. */
export function map<In, Out>(transform: (item: In, index: number) => Out | Promise<Out>): Operator<In, Out> {
  return async function* (source) {
    let index = 0;
    for await (const item of source) {
      yield await transform(item, index);
      index += 1;
    }
  };
}

/** The items for which `keep` returns true. */
export function filter<T>(keep: (item: T) => boolean): Operator<T, T> {
  return async function* (source) {
    for await (const item of source) if (keep(item)) yield item;
  };
}

/**
 * The items of a re-iterable source, repeated `times` times. Default: endlessly.
 *
 * @throws {RangeError} when `times` is neither a non-negative integer nor `Infinity`. Iterating throws one in a round in which the source
 *   is empty: it has no items, or it is a generator that has already run.
 */
export function repeat<T>(
  source: Stream<T>,
  times = Number.POSITIVE_INFINITY,
): AsyncGenerator<T, void, undefined> {
  if (times !== Number.POSITIVE_INFINITY) checkInteger("repeat", "times", times, 0);
  return rounds(source, times);
}

async function* rounds<T>(source: Stream<T>, times: number): AsyncGenerator<T, void, undefined> {
  for (let round = 1; round <= times; round += 1) {
    let empty = true;
    for await (const item of source) {
      empty = false;
      yield item;
    }
    if (empty) {
      const expected = "a source that has items each time it is iterated over";
      const next = "Pass a re-iterable (an array or a dataset), not a generator that has already run.";
      throw new RangeError(problem("repeat", expected, phrase(`none in round ${round}`), next));
    }
  }
}

/** All items of a finite stream, in an array. */
export async function collect<T>(source: Stream<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
