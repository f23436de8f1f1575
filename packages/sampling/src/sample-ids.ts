import type { Rng } from "@tenetjs/core";
import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import type { GenerateOptions, Token } from "./generate.ts";
import { checkIds } from "./ids.ts";
import { argmax, type Picker, pickByRandomNumber } from "./picks.ts";
import { type RandomNumbers, randomNumbers } from "./random-numbers.ts";
import { alike, PIECE, reader, rowOf } from "./reader.ts";
import { recentIds } from "./recent-ids.ts";
import { chain } from "./transforms/chain.ts";
import { isExhausted, unusableLogits } from "./unusable-logits.ts";

/** The options of `generate`, with `rng` or `greedy` instead of `pick`. */
export type SampleIdsOptions<State> = Omit<GenerateOptions<State>, "pick"> & {
  /**
   * How many tokens of each sample a model with `draw` may be ahead of the token that is yielded. The first draw is at most 16 tokens, and
   * each draw is up to twice as long as the one before it. Default: 256.
   */
  ahead?: number;
} & Choice;

/** How ids are chosen: always the likeliest, or at random. */
type Choice =
  | { greedy: true; rng?: never }
  | {
      greedy?: false;
      /** Sample `n` draws one number for each token from `split(rng, n)`. `rng` itself is not advanced. */
      rng: Rng;
    };

/** The length of the first draw. It is short because the text should start soon, and because many samples are short. */
const beginning = 16;

/** One sampled token. */
export type SampledId<State = unknown> = Pick<Token, "sample" | "index" | "id" | "end"> & {
  /**
   * The state after everything before this token, with the rows of all samples. Call it before you ask for the next token. The caller
   * owns the state. Continue from it with `{ state, prompt: [id] }`. To make it, the model may read a few ids again.
   */
  state(): Promise<State>;
};

/**
 * The tokens of one or more samples, without their logits: the tokens of `generate` with `argmax` or `categorical(rng)`, in the same
 * order. From a model without `draw` they are exactly the same; with `draw`, they are the same up to the rounding of the model's arithmetic.
 *
 * A model with `draw` runs some tokens ahead and never reads its logits back from the device. This needs `forDraw` in every
 * transform; otherwise the model is stepped.
 *
 * Ids drawn after the end of a sample are never yielded. Leaving the loop, or aborting the `signal`, releases every state that was
 * made here.
 *
 * @throws {RangeError} when it is called, if the prompt is empty, an id is not a non-negative integer, or an option is out of range.
 * @throws {TypeError} when it is called, if neither `rng` nor `greedy` is given, or both are.
 */
export function sampleIds<State>(
  options: SampleIdsOptions<State>,
): AsyncGenerator<SampledId<State>, void, undefined> {
  const { model, prompt, length = Number.POSITIVE_INFINITY, stopIds = [], samples = 1 } = options;
  const { state, past = [], ahead = 256, signal } = options;
  checkInteger("sampleIds", "samples", samples, 1);
  checkInteger("sampleIds", "ahead", ahead, 1);
  if (length !== Number.POSITIVE_INFINITY) checkInteger("sampleIds", "length", length, 0);
  const first = checkIds("sampleIds", "a prompt", prompt, 1);
  const stops = new Set(checkIds("sampleIds", "stopIds", stopIds));
  const opening = Int32Array.from([...checkIds("sampleIds", "past", past), ...first]);
  const draws = randomNumbersOf(options, samples);
  const transform = chain(...(options.transforms ?? []));
  // Undefined if the transforms need the logits, so that the model has to be stepped.
  const drawOptions = transform.forDraw?.({});

  async function* run(): AsyncGenerator<SampledId<State>, void, undefined> {
    if (length === 0) return;
    const running = new Set(new Int32Array(samples).keys());
    // The samples for which the transforms ruled out every token. Only a model that is stepped, one token at a time, has any.
    const exhausted = new Set<number>();
    const recent = Array.from({ length: samples }, () => recentIds(transform.memory ?? 0, opening));
    const text = reader("sampleIds", model, { batch: samples, state, signal });
    try {
      const last = Math.floor((first.length - 1) / PIECE) * PIECE;
      await text.readAlike(first.subarray(0, last));
      let ids = alike(first.subarray(last), samples);
      let canDraw = drawOptions !== undefined;
      let most = canDraw ? ahead : 1;
      let wanted = Math.min(most, beginning);
      for (let index = 0; ; ) {
        const asked = Math.min(wanted, length - index);
        const randomNumbers = draws?.next(asked);
        const pick: Picker = (logits, sample) => {
          // The row of a sample that has ended keeps running, and may read any id.
          if (!running.has(sample)) return ids[sample]!;
          const row = transform(logits, recent[sample]!.view());
          if (isExhausted(row, logits)) {
            exhausted.add(sample);
            return 0;
          }
          return randomNumbers === undefined
            ? argmax(row)
            : pickByRandomNumber("sampleIds", row, randomNumbers[sample * asked]!);
        };
        const drawing = canDraw
          ? { count: asked, ...drawOptions, ...(randomNumbers === undefined ? {} : { randomNumbers }) }
          : undefined;
        const drawn = await text.draw(ids, drawing, pick);
        const count = drawn.length / samples;
        for (let step = 0; step < count; step += 1) {
          const before = () => text.fork(followed(ids, drawn, step, samples));
          for (const sample of running) {
            signal?.throwIfAborted();
            if (exhausted.has(sample)) {
              running.delete(sample);
              yield { sample, index, id: -1, end: "exhausted", state: async () => (await before()).state };
              continue;
            }
            const id = drawn[sample * count + step]!;
            if (id < 0) {
              const { logits, state } = await before();
              model.release?.(state);
              throw unusableLogits("sampleIds", rowOf(logits, sample, samples));
            }
            recent[sample]!.push(id);
            const end = stops.has(id) ? "stop" : index + 1 === length ? "length" : null;
            if (end !== null) running.delete(sample);
            yield { sample, index, id, end, state: async () => (await before()).state };
          }
          if (running.size === 0) return;
          index += 1;
        }
        ids = new Int32Array(samples).map((_, sample) => drawn[(sample + 1) * count - 1]!);
        draws?.advance(count);
        text.advance();
        // A model that cannot draw returns one token at a time.
        canDraw &&= count === asked;
        if (!canDraw) most = 1;
        wanted = Math.min(most, 2 * wanted);
      }
    } finally {
      text.release();
    }
  }
  return run();
}

/** The random numbers to draw ids with; undefined for greedy sampling. */
function randomNumbersOf({ greedy, rng }: Choice, samples: number): RandomNumbers | undefined {
  if ((greedy === true) === (rng !== undefined)) {
    const got = phrase(greedy === true ? "both" : "neither");
    throw new TypeError(problem("sampleIds", "either `rng` or `greedy: true`", got));
  }
  return rng === undefined ? undefined : randomNumbers(rng, samples);
}

/** Each row of `ids`, followed by the first `count` ids that were drawn after it. */
function followed(ids: Int32Array, drawn: Int32Array, count: number, rows: number): Int32Array {
  const all = new Int32Array(ids.length + rows * count);
  const [time, draws] = [ids.length / rows, drawn.length / rows];
  for (let row = 0; row < rows; row += 1) {
    const start = row * (time + count);
    all.set(ids.subarray(row * time, (row + 1) * time), start);
    all.set(drawn.subarray(row * draws, row * draws + count), start + time);
  }
  return all;
}
