import "@tenetjs/kernels/register";
import { start } from "@tenetjs/backends";
import { integer, seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { languageModel } from "@tenetjs/models";
import { leakedTensors, numbersOf } from "@tenetjs/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { learnedTogether, scoreDynamically } from "./score-dynamically.ts";
import { scoreText } from "./score-text.ts";

const classes = 6;
const model = languageModel({ vocabularySize: classes, hiddenSize: 16, dropout: 0.5 });
let params: ReturnType<typeof model.init>;
beforeAll(async () => {
  await start("wasm");
  params = model.init(seed(1));
});
afterAll(() => disposeTree(params));

const text = (tokens: Int32Array) => ({ tokens, characters: tokens.length - 1 });
const drawn = (length: number) => {
  const rng = seed(length);
  return Int32Array.from({ length }, () => integer(rng, classes));
};

test("the first window, and all of a text at a rate that changes nothing, score as without learning", async () => {
  const one = text(drawn(learnedTogether + 1));
  expect((await scoreDynamically(model, params, one, { rate: 1 })).nats).toBeCloseTo(
    (await scoreText(model, params, one)).nats,
    5,
  );
  const several = text(drawn(3 * learnedTogether + 8));
  const still = await scoreText(model, params, several);
  const found = await scoreDynamically(model, params, several, { rate: 1e-12 });
  expect(found).toMatchObject({ tokens: still.tokens, accuracy: expect.closeTo(still.accuracy, 6) });
  expect(found.nats).toBeCloseTo(still.nats, 5);
});

test("no token is learned from before it is scored: a window is scored with what the windows before it taught", async () => {
  const windows = drawn(2 * learnedTogether + 1);
  const nats = async (tokens: Int32Array) => {
    const score = await scoreDynamically(model, params, text(tokens), { rate: 0.05 });
    return score.nats * score.tokens;
  };
  const before = await nats(windows);
  // Over all ids, the probabilities of the token after the last window sum to 1: none of them was learned from.
  let sum = 0;
  for (let id = 0; id < classes; id += 1)
    sum += Math.exp(before - (await nats(Int32Array.of(...windows, id))));
  expect(sum).toBeCloseTo(1, 3);
});

test("random tokens are not predicted better than by chance, however fast it learns, and repeated ones are", async () => {
  const random = await scoreDynamically(model, params, text(drawn(600)), { rate: 0.05 });
  expect(random.nats).toBeGreaterThan(Math.log(classes) - 0.02);
  const repeated = text(Int32Array.from({ length: 600 }, (_, index) => [0, 3, 1, 4, 2][index % 5] as number));
  const learned = await scoreDynamically(model, params, repeated, { rate: 0.03 });
  expect(learned.nats).toBeLessThan((await scoreText(model, params, repeated)).nats / 2);
});

test("the parameters stay as they are, and no tensor is left", async () => {
  const before = await numbersOf(params.head.b);
  const score = () => scoreDynamically(model, params, text(drawn(100)), { rate: 0.01 });
  await score();
  expect(await leakedTensors(async () => void (await score()))).toBe(0);
  expect(await numbersOf(params.head.b)).toEqual(before);
});
