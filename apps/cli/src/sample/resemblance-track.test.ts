import { stripVTControlCharacters } from "node:util";
import { characterVocabulary } from "@tenetjs/datasets";
import { expect, test } from "vitest";
import { twoTexts } from "../tasks/text/two-texts-run.test.fixture.ts";
import { painted, resemblanceLine, resemblanceTracker } from "./resemblance-track.ts";

const asItIs = (text: string) => text;

const vocabulary = characterVocabulary(Object.values(twoTexts));
const sources = Object.entries(twoTexts).map(([name, text]) => {
  const train = vocabulary.encode(text);
  return { name, train, validation: train.subarray(0, 0) };
});
const trackOf = resemblanceTracker(sources, vocabulary);
const track = (prompt: string, sample: string) =>
  trackOf(vocabulary.encode(prompt), vocabulary.encode(sample));

test("the track of a text that goes from one source to another shows the change", async () => {
  const cats = " cat can nap and a rat can tap. A cat can nap and a rat can tap.";
  const ships = "none of their crew fell in.\nnone of their crew fell in.";
  const found = await track("A", cats + ships);
  expect(found.tokens.join("")).toBe(cats + ships);
  expect(found.probabilities.cats?.[30]).toBeGreaterThan(0.99);
  expect(found.probabilities.ships?.[cats.length + 30]).toBeGreaterThan(0.99);
  expect(resemblanceLine(found, asItIs, false)).toMatch(/^resemblance: cats 5\d %, ships 4\d %; 1 change$/);
});

test("the colour changes with the source, and the text stays the same", async () => {
  const found = await track("A", " cat can nap.\nnone of their crew fell in.\n");
  expect(stripVTControlCharacters(painted(found, asItIs))).toBe(found.tokens.join(""));
  const control = "\u001b[";
  expect(painted(found, asItIs).split(`${control}36m`)).toHaveLength(2);
  expect(painted(found, asItIs).split(`${control}33m`)).toHaveLength(2);
  expect(stripVTControlCharacters(resemblanceLine(found, asItIs, true))).toBe(
    resemblanceLine(found, asItIs, false),
  );
});

test("one source is refused", () => {
  expect(() => resemblanceTracker(sources.slice(1), vocabulary)).toThrow(/a run on several texts, got 1/);
});
