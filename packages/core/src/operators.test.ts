import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { collect, every, filter, map, pipe, repeat, type Stream, take } from "./operators.ts";

/** A source that records how many items were asked for and whether it was ended. */
function watched<T>(items: Iterable<T>) {
  const seen = { asked: 0, ended: false };
  async function* generate() {
    try {
      for (const item of items) {
        seen.asked += 1;
        yield item;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { source: generate(), seen };
}

function* naturals() {
  for (let n = 0; ; n += 1) yield n;
}

const list = fc.array(fc.integer());

describe("take", () => {
  test("gives the first items, or all if there are fewer", async () => {
    await fc.assert(
      fc.asyncProperty(list, fc.nat(10), async (items, count) => {
        expect(await collect(pipe(items, take(count)))).toEqual(items.slice(0, count));
      }),
    );
  });

  test("asks its source for no more items than it gives, and ends it", async () => {
    const { source, seen } = watched(naturals());
    expect(await collect(pipe(source, take(3)))).toEqual([0, 1, 2]);
    expect(seen).toEqual({ asked: 3, ended: true });
  });

  test("of 0 asks for no items", async () => {
    const { source, seen } = watched(naturals());
    expect(await collect(pipe(source, take(0)))).toEqual([]);
    expect(seen.asked).toBe(0);
  });

  test("an invalid count is refused before anything runs", () => {
    expect(() => take(-1)).toThrow(/^take: expected count to be an integer of at least 0, got -1\./);
    expect(() => take(1.5)).toThrow(RangeError);
  });
});

describe("every", () => {
  test("calls its effect on every n-th item, and passes all items on", async () => {
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 5 }), async (items, count) => {
        const shown: number[] = [];
        const passed = await collect(
          pipe(
            items,
            every(count, (item) => shown.push(item)),
          ),
        );
        expect(passed).toEqual(items);
        expect(shown).toEqual(items.filter((_, index) => (index + 1) % count === 0));
      }),
    );
  });

  test("waits for its effect before it passes the item on", async () => {
    const order: string[] = [];
    const slow = every<number>(1, async (item) => {
      await Promise.resolve();
      order.push(`effect ${item}`);
    });
    for await (const item of pipe([1, 2], slow)) order.push(`item ${item}`);
    expect(order).toEqual(["effect 1", "item 1", "effect 2", "item 2"]);
  });

  test("an effect that throws ends the source", async () => {
    const { source, seen } = watched(naturals());
    const failing = every<number>(2, () => {
      throw new Error("disk full");
    });
    await expect(collect(pipe(source, failing))).rejects.toThrow("disk full");
    expect(seen).toEqual({ asked: 2, ended: true });
  });

  test("a count below 1 is refused", () => {
    expect(() => every(0, () => undefined)).toThrow(/^every: expected count/);
  });
});

describe("map and filter", () => {
  test("do what the methods of arrays do, and wait for promises", async () => {
    await fc.assert(
      fc.asyncProperty(list, async (items) => {
        const found = pipe(
          items,
          filter<number>((item) => item % 2 === 0),
          map(async (item: number, index) => item * 10 + index),
        );
        expect(await collect(found)).toEqual(
          items.filter((item) => item % 2 === 0).map((item, index) => item * 10 + index),
        );
      }),
    );
  });
});

describe("repeat", () => {
  test("gives the items of a list several times", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { minLength: 1 }), fc.nat(4), async (items, times) => {
        expect(await collect(repeat(items, times))).toEqual(
          Array.from({ length: times }, () => items).flat(),
        );
      }),
    );
  });

  test("is endless by default", async () => {
    expect(await collect(pipe(repeat([1, 2]), take(5)))).toEqual([1, 2, 1, 2, 1]);
  });

  test("a generator that has already run is an error, not an endless loop", async () => {
    const spent = watched([1, 2]).source;
    const found: number[] = [];
    const run = async () => {
      for await (const item of repeat(spent)) found.push(item);
    };
    await expect(run()).rejects.toThrow(
      /^repeat: expected a source that has items .*, got none in round 2\. Pass a re-iterable/,
    );
    expect(found).toEqual([1, 2]);
  });

  test("an empty source is an error in the first round", async () => {
    await expect(collect(repeat([]))).rejects.toThrow(/none in round 1/);
  });

  test("an invalid number of times is refused before anything runs", () => {
    expect(() => repeat([1], -1)).toThrow(/^repeat: expected times/);
    expect(() => repeat([1], Number.NaN)).toThrow(RangeError);
  });
});

describe("pipe", () => {
  test("without operators returns its source", () => {
    const source = [1, 2];
    expect(pipe(source)).toBe(source);
  });

  test("passes items through each operator in order, however many there are", async () => {
    const plusOne = map((item: number) => item + 1);
    const run = pipe([1, 2, 3], plusOne, plusOne, plusOne, take<number>(2), plusOne);
    expect(await collect(run)).toEqual([5, 6]);
  });

  test("infers the items' type from its source", async () => {
    const run = pipe(
      [{ step: 1 }],
      every(1, ({ step }) => expectTypeOf(step).toBeNumber()),
      map(({ step }) => `${step}`),
      take(1),
    );
    expectTypeOf(run).toEqualTypeOf<AsyncIterable<string>>();
    expect(await collect(run)).toEqual(["1"]);
  });

  test("a break in its consumer ends the source", async () => {
    const { source, seen } = watched(naturals());
    const run: Stream<number> = pipe(
      source,
      every(1, () => undefined),
      filter(() => true),
      map((item) => item),
    );
    for await (const item of run) if (item === 2) break;
    expect(seen).toEqual({ asked: 3, ended: true });
  });

  test("an error of the source reaches its consumer", async () => {
    async function* failing() {
      yield 1;
      throw new Error("lost");
    }
    await expect(collect(pipe(failing(), take(5)))).rejects.toThrow("lost");
  });
});
