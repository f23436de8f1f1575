import { seed } from "@tenetjs/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { beamSearch } from "./beam-search.ts";
import { generate } from "./generate.ts";
import { markovModel, randomTable } from "./markov-model.test.fixture.ts";
import { argmax } from "./picks.ts";
import { logProbability } from "./softmax.ts";
import { forbid } from "./transforms/logit-bias.ts";
import { noRepeatNgram } from "./transforms/no-repeat-ngram.ts";

type Plain = { ids: number[]; logProbability: number };

/** Every continuation of id 0 up to `length` or a stop, with its log-probability. */
function everyContinuation(table: number[][], length: number, stopIds: readonly number[] = []): Plain[] {
  const grow = ({ ids, logProbability: sum }: Plain): Plain[] => {
    const last = ids.at(-1) ?? 0;
    if (ids.length === length || (ids.length > 0 && stopIds.includes(last)))
      return [{ ids, logProbability: sum }];
    const row = Float32Array.from(table[last]!);
    return table.flatMap((_, id) =>
      grow({ ids: [...ids, id], logProbability: sum + logProbability(row, id) }),
    );
  };
  return grow({ ids: [], logProbability: 0 });
}

test("a beam as wide as the number of continuations ranks all of them, like brute force", async () => {
  const settings = [fc.integer(), fc.constantFrom(0, 0.6, 2), fc.constantFrom([], [1], [0, 2])] as const;
  await fc.assert(
    fc.asyncProperty(...settings, async (key, lengthPenalty, stops) => {
      const table = randomTable(seed(key), 3);
      const search = { prompt: [0], length: 4, beams: 81, lengthPenalty, stopIds: [...stops] };
      const found = await beamSearch({ model: markovModel(table), ...search });
      const all = everyContinuation(table, 4, stops);
      const scores = new Map(
        all.map(({ ids, logProbability: sum }) => [`${ids}`, sum / ((5 + ids.length) / 6) ** lengthPenalty]),
      );
      expect(found).toHaveLength(all.length);
      expect(new Set(found.map(({ ids }) => `${ids}`))).toEqual(new Set(scores.keys()));
      found.forEach(({ ids, score }, i) => {
        expect(score).toBeCloseTo(scores.get(`${ids}`)!, 6);
        expect(score).toBeLessThanOrEqual(found[i - 1]?.score ?? 0);
      });
    }),
    { numRuns: 30 },
  );
});

test("early termination does not change the result of a narrow beam", async () => {
  const stopIds = [0];
  const score = (sum: number, length: number) => sum / ((5 + length) / 6) ** 0.6;
  const byScore = (a: Plain, b: Plain) =>
    score(b.logProbability, b.ids.length) - score(a.logProbability, a.ids.length);

  function toTheEnd(table: number[][], length: number, beams: number): Plain[] {
    const finished: Plain[] = [];
    let alive: Plain[] = [{ ids: [], logProbability: 0 }];
    for (let count = 1; count <= length; count += 1) {
      const longer = alive.flatMap(({ ids, logProbability: sum }) => {
        const row = Float32Array.from(table[ids.at(-1) ?? 0]!);
        return table.map((_, id) => ({ ids: [...ids, id], logProbability: sum + logProbability(row, id) }));
      });
      const ended = ({ ids }: Plain) => count === length || stopIds.includes(ids.at(-1)!);
      finished.push(...longer.filter(ended));
      const others = longer.filter((plain) => !ended(plain));
      alive = others.sort((a, b) => b.logProbability - a.logProbability).slice(0, beams);
    }
    return finished.sort(byScore).slice(0, beams);
  }

  let saved = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 3 }), async (key, beams) => {
      const table = randomTable(seed(key), 4).map((row) =>
        row.map((logit, id) => (id === 0 ? logit + 1 : logit)),
      );
      const model = markovModel(table);
      const found = await beamSearch({ model, prompt: [0], length: 12, beams, stopIds });
      const expected = toTheEnd(table, 12, beams);
      // Compares scores, because hypotheses that are equal up to rounding may be in either order.
      expect(found).toHaveLength(expected.length);
      found.forEach((hypothesis, i) => {
        expect(hypothesis.score).toBeCloseTo(score(expected[i]!.logProbability, expected[i]!.ids.length), 9);
      });
      saved += 12 - model.seen.length;
    }),
  );
  expect(saved).toBeGreaterThan(0);
});

test("one beam is greedy decoding", async () => {
  const table = randomTable(seed("greedy"), 6);
  const greedy: number[] = [];
  for await (const { id } of generate({ model: markovModel(table), prompt: [2], pick: argmax, length: 12 })) {
    greedy.push(id);
  }
  const [only, ...rest] = await beamSearch({ model: markovModel(table), prompt: [2], length: 12, beams: 1 });
  expect([...only!.ids]).toEqual(greedy);
  expect(only!.end).toBe("length");
  expect(rest).toEqual([]);
});

test("with a length penalty, a longer hypothesis can rank above a shorter one of higher probability", async () => {
  // Id 1 stops. It is more likely immediately (.55) than after id 2 (.45, and then half of that).
  const no = -100;
  const table = [
    [no, Math.log(0.55), Math.log(0.45)],
    [0, 0, 0],
    [no, 0, 0],
  ];
  const search = async (lengthPenalty: number) =>
    (
      await beamSearch({ model: markovModel(table), prompt: [0], length: 2, lengthPenalty, stopIds: [1] })
    )[0]!;
  expect([...(await search(0)).ids]).toEqual([1]);
  expect([...(await search(6)).ids]).toEqual([2, 1]);
});

test("transforms see the ids of each hypothesis", async () => {
  const model = markovModel(randomTable(seed("own"), 5));
  const transforms = [noRepeatNgram(1), forbid([3])];
  const found = await beamSearch({ model, prompt: [0], length: 3, beams: 6, transforms });
  expect(found).toHaveLength(6);
  for (const { ids } of found) expect([...ids].sort()).toEqual([1, 2, 4]);
});

test("every state is released, except a state that the caller passed", async () => {
  const model = markovModel(randomTable(seed("release"), 4));
  const { state } = await model.step(model.start(1), Int32Array.of(1));
  model.live.forEach((made) => {
    if (made !== state) model.release?.(made);
  });
  await beamSearch({ model, state, prompt: [0], length: 5 });
  expect([...model.live]).toEqual([state]);
});

test("a prompt after which no token is possible is an error, not an empty result", async () => {
  const search = beamSearch({
    model: markovModel([[0, 0]]),
    prompt: [0],
    length: 2,
    transforms: [forbid([0, 1])],
  });
  await expect(search).rejects.toThrow(/beamSearch: expected at least one token with a probability above 0/);
});

test("hypotheses after which no token is permitted are kept as exhausted", async () => {
  const table = [
    [0, 2, 1],
    [0, 0, 1],
    [1, 0, 0],
  ];
  const search = {
    model: markovModel(table),
    prompt: [0],
    length: 9,
    beams: 2,
    transforms: [noRepeatNgram(1)],
  };
  const found = await beamSearch(search);
  expect(found.map(({ ids, end }) => [[...ids], end])).toEqual([
    [[1, 2], "exhausted"],
    [[2, 1], "exhausted"],
  ]);
});

test("invalid options are refused", async () => {
  const model = markovModel([[0]]);
  const options = { model, prompt: [0], length: 2 };
  await expect(beamSearch({ ...options, length: 0 })).rejects.toThrow(/length/);
  await expect(beamSearch({ ...options, beams: 0 })).rejects.toThrow(/beams/);
  await expect(beamSearch({ ...options, lengthPenalty: -1 })).rejects.toThrow(/lengthPenalty/);
  await expect(beamSearch({ ...options, prompt: [] })).rejects.toThrow(/prompt/);
  const { gather, ...without } = model;
  await expect(beamSearch({ ...options, model: without })).rejects.toThrow(TypeError);
  await expect(beamSearch({ ...options, model: markovModel([[Number.NaN]]) })).rejects.toThrow(/got NaN/);
});
