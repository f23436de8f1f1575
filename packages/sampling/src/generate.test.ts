import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { collect, pipe, seed, take } from "@tenetjs/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, textDecoder } from "./decode.ts";
import { type GenerateOptions, generate } from "./generate.ts";
import { type MarkovState, markovModel, randomTable } from "./markov-model.test.fixture.ts";
import { argmax, categorical } from "./picks.ts";
import { sampleIds } from "./sample-ids.ts";
import { noRepeatNgram } from "./transforms/no-repeat-ngram.ts";
import { repetitionPenalty } from "./transforms/repetition-penalty.ts";

/** A chain in which id i is followed by i + 1, and the last id by the first. */
const cycle = [
  [0, 1, 0],
  [0, 0, 1],
  [1, 0, 0],
];
const ids = async (options: GenerateOptions<MarkovState>) =>
  (await collect(generate(options))).map(({ id }) => id);

describe("tokens", () => {
  test("follow the prompt, which is not repeated", async () => {
    const model = markovModel(cycle);
    expect(await ids({ model, prompt: [1], pick: argmax, length: 4 })).toEqual([2, 0, 1, 2]);
  });

  test("of several samples are interleaved", async () => {
    const options = { model: markovModel(cycle), prompt: [0], pick: argmax, length: 2, samples: 2 };
    const tokens = await collect(generate(options));
    expect(tokens.map(({ sample, index, id, end }) => [sample, index, id, end])).toEqual([
      [0, 0, 1, null],
      [1, 0, 1, null],
      [0, 1, 2, "length"],
      [1, 1, 2, "length"],
    ]);
  });

  test("of a sample for which the transforms permit no token end it, and keep what it has", async () => {
    const options = {
      model: markovModel(cycle),
      prompt: [0],
      transforms: [noRepeatNgram(1)],
      length: 9,
      samples: 2,
    };
    const told = [
      [0, 0, 1, null],
      [1, 0, 1, null],
      [0, 1, 2, null],
      [1, 1, 2, null],
      [0, 2, -1, "exhausted"],
      [1, 2, -1, "exhausted"],
    ];
    const tokens = await collect(generate({ ...options, pick: argmax }));
    expect(tokens.map(({ sample, index, id, end }) => [sample, index, id, end])).toEqual(told);
    const sampled = await collect(sampleIds({ ...options, greedy: true }));
    expect(sampled.map(({ sample, index, id, end }) => [sample, index, id, end])).toEqual(told);
    expect(options.model.live.size).toBe(0);
    const decoder = textDecoder((id) => "abc".charAt(id));
    const text = await collect(pipe(generate({ ...options, pick: argmax, samples: 1 }), decode(decoder)));
    expect(text.map(({ text, end }) => [text, end])).toEqual([
      ["b", null],
      ["c", null],
      ["", "exhausted"],
    ]);
  });

  test("have the model's logits, before any transform", async () => {
    const shift = (logits: Float32Array) => logits.map((logit) => logit + 9);
    const options = { model: markovModel(cycle), prompt: [0], pick: argmax, transforms: [shift], length: 1 };
    const [token] = await collect(generate(options));
    expect([...token!.logits]).toEqual(cycle[0]);
  });

  test("are the same for the same seed, and sample n is the same however many samples there are", async () => {
    const table = randomTable(seed("table"), 8);
    const draw = async (samples: number, key: number) => {
      const options = {
        model: markovModel(table),
        prompt: [0],
        pick: categorical(seed(key)),
        length: 30,
        samples,
      };
      const tokens = await collect(generate(options));
      return (sample: number) => tokens.filter((token) => token.sample === sample).map(({ id }) => id);
    };
    const three = await draw(3, 5);
    expect((await draw(3, 5))(2)).toEqual(three(2));
    expect((await draw(1, 5))(0)).toEqual(three(0));
    expect(three(0)).not.toEqual(three(1));
    expect((await draw(1, 6))(0)).not.toEqual(three(0));
  });
});

describe("the prompt", () => {
  test("is read once, in every row, and in bounded pieces when it is long", async () => {
    const model = markovModel(cycle);
    const prompt = Array.from({ length: 1300 }, (_, i) => i % 3);
    await ids({ model, prompt, pick: argmax, length: 2, samples: 2 });
    const pieces = model.seen.slice(0, -1).map((piece) => piece.length);
    expect(Math.max(...pieces)).toBeLessThan(1300);
    const half = (piece: number[], row: number) =>
      piece.slice((row * piece.length) / 2, ((row + 1) * piece.length) / 2);
    for (const row of [0, 1])
      expect(model.seen.slice(0, -1).flatMap((piece) => half(piece, row))).toEqual(prompt);
    expect(model.seen.at(-1)).toEqual([1, 1]);
  });

  test("must not be empty or contain invalid ids", () => {
    const model = markovModel(cycle);
    expect(() => generate({ model, prompt: [], pick: argmax })).toThrow(
      /generate: .*a prompt of at least 1 id/,
    );
    expect(() => generate({ model, prompt: [0, -1], pick: argmax })).toThrow(/got -1 at 1/);
    expect(() => generate({ model, prompt: [0.5], pick: argmax })).toThrow(RangeError);
  });
});

describe("the end", () => {
  test("comes with a stop id, for each sample separately", async () => {
    let drawn = 0;
    const pick = () => [1, 2, 1, 0][drawn++]!;
    const options = { model: markovModel(cycle), prompt: [0], pick, stopIds: [0, 2], samples: 2 };
    const tokens = await collect(generate(options));
    expect(tokens.map(({ sample, id, end }) => [sample, id, end])).toEqual([
      [0, 1, null],
      [1, 2, "stop"],
      [0, 1, null],
      [0, 0, "stop"],
    ]);
  });

  test("comes immediately for a length of 0, and nothing is read", async () => {
    const model = markovModel(cycle);
    expect(await ids({ model, prompt: [0], pick: argmax, length: 0 })).toEqual([]);
    expect(model.seen).toEqual([]);
  });

  test("does not come without a stop or a length", async () => {
    const tokens = pipe(generate({ model: markovModel(cycle), prompt: [0], pick: argmax }), take(1000));
    expect(await collect(tokens)).toHaveLength(1000);
  });

  test.each([
    ["length", { length: -1 }],
    ["length", { length: 1.5 }],
    ["samples", { samples: 0 }],
    ["stopIds", { stopIds: [-2] }],
    ["past", { past: [0.1] }],
  ])("an invalid %s is refused when generate is called", (name, wrong) => {
    expect(() => generate({ model: markovModel(cycle), prompt: [0], pick: argmax, ...wrong })).toThrow(
      new RegExp(`generate: expected ${name}`),
    );
  });
});

describe("states", () => {
  const aborted = (controller: AbortController) => () => {
    controller.abort(new Error("enough"));
    return 0;
  };

  test("are all released at the end, after a break, an abort, and an error", async () => {
    const model = markovModel(cycle);
    await ids({ model, prompt: [0, 1], pick: argmax, length: 5 });
    expect(model.live.size).toBe(0);

    for await (const { index } of generate({ model, prompt: [0], pick: argmax })) if (index === 3) break;
    expect(model.live.size).toBe(0);

    const controller = new AbortController();
    const { signal } = controller;
    await expect(ids({ model, prompt: [0], pick: aborted(controller), signal })).rejects.toThrow("enough");
    expect(model.live.size).toBe(0);

    const broken = { ...model, step: () => Promise.reject(new Error("out of memory")) };
    await expect(ids({ model: broken, prompt: [0], pick: argmax })).rejects.toThrow("out of memory");
    expect(model.live.size).toBe(0);
  });

  test("an abort takes effect between the tokens of two samples", async () => {
    const controller = new AbortController();
    const model = markovModel(cycle);
    const tokens = generate({ model, prompt: [0], pick: argmax, samples: 2, signal: controller.signal });
    await tokens.next();
    controller.abort(new Error("enough"));
    await expect(tokens.next()).rejects.toThrow("enough");
    expect(model.live.size).toBe(0);
  });

  test("a state that the caller passed is not released, even if nothing was read", async () => {
    const model = markovModel(cycle);
    const state = model.start(1);
    const signal = AbortSignal.abort();
    await expect(ids({ model, state, prompt: [0], pick: argmax, signal })).rejects.toThrow();
    await ids({ model, state, prompt: [0], pick: argmax, length: 3 });
    expect([...model.live]).toEqual([state]);
  });

  test("an abort before the first token reads nothing", async () => {
    const model = markovModel(cycle);
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(ids({ model, prompt: [0], pick: argmax, signal })).rejects.toThrow("too late");
    expect(model.seen).toEqual([]);
    expect(model.live.size).toBe(0);
  });

  test("can be copied, and continued from more than once", async () => {
    const model = markovModel(randomTable(seed("rewind"), 5));
    const options = { model, prompt: [0], pick: argmax };
    const whole = await ids({ ...options, length: 10 });
    let kept: { state: MarkovState; id: number } | undefined;
    for await (const { index, id, state } of generate(options)) {
      if (index < 4) continue;
      kept = { id, state: model.gather(state, Int32Array.of(0)) };
      break;
    }
    for (let time = 0; time < 2; time += 1) {
      const rest = await ids({ model, state: kept!.state, prompt: [kept!.id], pick: argmax, length: 5 });
      expect(rest).toEqual(whole.slice(5));
    }
    expect([...model.live]).toEqual([kept!.state]);
  });

  test("logits of a wrong size are reported with the expected size", async () => {
    const model = { start: () => 0, step: () => ({ logits: new Float32Array(5), state: 0 }) };
    const tokens = generate({ model, prompt: [0], pick: argmax, samples: 2 });
    await expect(tokens.next()).rejects.toThrow(/generate: expected logits of \[2, vocab\].*got 5 numbers/);
  });
});

describe("transforms that look back", () => {
  test("see the prompt, and the past of the state that was passed", async () => {
    const seen: number[][] = [];
    const spy = Object.assign(
      (logits: Float32Array, recent: Int32Array) => {
        seen.push([...recent]);
        return logits;
      },
      { memory: 4 },
    );
    const options = {
      model: markovModel(cycle),
      past: [2, 2],
      prompt: [0],
      pick: argmax,
      transforms: [spy],
      length: 3,
    };
    await ids(options);
    expect(seen).toEqual([
      [2, 2, 0],
      [2, 2, 0, 1],
      [2, 0, 1, 2],
    ]);
  });

  test("prevent an n-gram from occurring twice within the window", async () => {
    const model = markovModel(randomTable(seed("n-grams"), 6));
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (key) => {
        const window = 20;
        const transforms = [noRepeatNgram(3, { window })];
        const text = [
          0,
          ...(await ids({ model, prompt: [0], pick: categorical(seed(key)), transforms, length: 200 })),
        ];
        for (let end = window + 1; end <= text.length; end += 1) {
          const span = text.slice(end - window - 1, end);
          const last = `${span.slice(-3)}`;
          const before = span.slice(0, -1);
          expect(before.some((_, i) => i + 3 <= before.length && `${before.slice(i, i + 3)}` === last)).toBe(
            false,
          );
        }
      }),
      { numRuns: 10 },
    );
  });
});

test("memory does not grow over 100 000 tokens", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const inUse = () => {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const model = markovModel(randomTable(seed("long"), 20));
  model.seen.push = () => 0; // The fixture's record of what it has read would grow.
  const transforms = [repetitionPenalty(1.1), noRepeatNgram(4, { window: 64 })];
  const tokens = generate({ model, prompt: [0], pick: categorical(seed(1)), transforms, length: 100_000 });
  let early = 0;
  for await (const { index } of tokens) if (index === 10_000) early = inUse();
  // The test runner's memory varies by about 1 MB. One small object kept for each token would be 4 MB.
  expect(inUse() - early).toBeLessThan(3_000_000);
  expect(model.live.size).toBe(0);
});
