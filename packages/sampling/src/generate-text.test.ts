import { collect, seed } from "@tenetjs/core";
import { expect, test } from "vitest";
import { textDecoder } from "./decode.ts";
import { generateText } from "./generate-text.ts";
import { markovModel, randomTable } from "./markov-model.test.fixture.ts";
import { argmax, categorical } from "./picks.ts";

const letters = textDecoder((id) => "abc"[id]!);
const cycle = [
  [0, 1, 0],
  [0, 0, 1],
  [1, 0, 0],
];

test("a stop that spans tokens ends the text and the generation, and releases its states", async () => {
  const model = markovModel(cycle);
  const chunks = await collect(
    generateText({ model, prompt: [2], pick: argmax, decoder: letters, stops: ["ca"] }),
  );
  expect(chunks.map(({ text }) => text).join("")).toBe("ab");
  expect(chunks.at(-1)!.end).toBe("stop");
  expect(model.live.size).toBe(0);
  expect(model.seen).toHaveLength(4);
});

test("no stop appears in any sample's text", async () => {
  const model = markovModel(randomTable(seed("stops"), 3));
  const pick = categorical(seed(3));
  const texts = ["", "", "", ""];
  const options = {
    model,
    prompt: [0],
    pick,
    decoder: letters,
    stops: ["abc", "cc"],
    length: 300,
    samples: 4,
  };
  for await (const { sample, text } of generateText(options)) texts[sample] += text;
  for (const text of texts) expect(text).not.toMatch(/abc|cc/);
  expect(new Set(texts).size).toBeGreaterThan(1);
  expect(model.live.size).toBe(0);
});
