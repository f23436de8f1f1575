import { checkInteger } from "./check.ts";
import { phrase, problem } from "./problem.ts";

/** What the operators read: an iterable whose items come now or later. */
export type Stream<T> = Iterable<T> | AsyncIterable<T>;

/** A function from stream to stream. Ending the result early ends the source. */
export type Operator<In, Out> = (source: Stream<In>) => AsyncIterable<Out>;

/** `source` through each operator in turn: `pipe(train(...), every(50, show), take(1000))`. */
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

/** The first `count` items. No more is ever asked of the source, which is ended when the result is. */
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

/** All items, unchanged; `effect` sees (and is awaited on) each `count`-th one: the 1st of `every(1)`, the 50th, 100th, ... of `every(50)`. */
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

/** Each item through `transform`, awaited. */
export function map<In, Out>(transform: (item: In, index: number) => Out | Promise<Out>): Operator<In, Out> {
  return async function* (source) {
    let index = 0;
    for await (const item of source) {
      yield await transform(item, index);
      index += 1;
    }
  };
}

/** The items for which `keep` says yes. */
export function filter<T>(keep: (item: T) => boolean): Operator<T, T> {
  return async function* (source) {
    for await (const item of source) if (keep(item)) yield item;
  };
}

/**
 * The items of a re-iterable source again and again, `times` times or without end.
 *
 * @throws {RangeError} when `times` is not a whole number or `Infinity`; and, when it comes to that, in the round in which
 *   the source gives nothing: it is empty, or a generator that has run.
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
      const expected = "a source that gives items each time it is read";
      const next = "Pass a re-iterable (an array or a dataset), not a generator that has run.";
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
