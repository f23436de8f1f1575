import { expect, test } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { story } from "./read-source.ts";
import { suitedAgain, suitedTo } from "./suited-values.ts";
import { textDefinition } from "./text-definition.ts";

const defaults = defaultsOf(textDefinition.controls);
const { length } = story().text;
const book = 1_000_000;

test("the element's defaults are those that suit its story", () => {
  expect(defaults).toMatchObject(suitedTo(length));
});

test("a book gets what suits it, and the story its own values back", () => {
  const forBook = suitedAgain(defaults, length, book);
  expect(forBook).toEqual({ ...defaults, ...suitedTo(book) });
  expect(suitedAgain(forBook, book, length)).toEqual(defaults);
});

test("what the reader has set stays", () => {
  const set = { ...defaults, hiddenSize: 64, temperature: 1.3 };
  expect(suitedAgain(set, length, book)).toMatchObject({ hiddenSize: 64, temperature: 1.3, dropout: 0 });
});
