import { stripVTControlCharacters } from "node:util";
import { characterVocabulary } from "@tenetjs/datasets";
import { expect, test } from "vitest";
import { twoTexts } from "../tasks/text/two-texts-run.test.fixture.ts";
import { painted, resemblanceLine, resemblanceListener } from "./resemblance-track.ts";

const vocabulary = characterVocabulary(Object.values(twoTexts));
const sources = Object.entries(twoTexts).map(([name, text]) => {
  const train = vocabulary.encode(text);
  return { name, train, validation: train.subarray(0, 0) };
});
const listen = resemblanceListener(sources, vocabulary);
const track = (prompt: string, sample: string) =>
  listen(vocabulary.encode(prompt), vocabulary.encode(sample));

test("a text that goes from one source to another is heard to do so", async () => {
  const cats = " cat can nap and a rat can tap. A cat can nap and a rat can tap.";
  const ships = "none of their crew fell in.\nnone of their crew fell in.";
  const heard = await track("A", cats + ships);
  expect(heard.tokens.join("")).toBe(cats + ships);
  expect(heard.probabilities.cats?.[30]).toBeGreaterThan(0.99);
  expect(heard.probabilities.ships?.[cats.length + 30]).toBeGreaterThan(0.99);
  expect(resemblanceLine(heard, false)).toMatch(/^sounds like cats 5\d %, ships 4\d %; 1 change$/);
});

test("paint changes where the source does, and is no part of the text", async () => {
  const heard = await track("A", " cat can nap.\nnone of their crew fell in.\n");
  expect(stripVTControlCharacters(painted(heard))).toBe(heard.tokens.join(""));
  const control = "\u001b[";
  expect(painted(heard).split(`${control}36m`)).toHaveLength(2);
  expect(painted(heard).split(`${control}33m`)).toHaveLength(2);
  expect(stripVTControlCharacters(resemblanceLine(heard, true))).toBe(resemblanceLine(heard, false));
});

test("one source is refused", () => {
  expect(() => resemblanceListener(sources.slice(1), vocabulary)).toThrow(/a run on several texts, got 1/);
});
