import { expect, test } from "vitest";
import { selectionOf } from "./selection.ts";

const choices = {
  places: ["Node", "Firefox"],
  rows: ["rnn", "lstm"],
  headings: ["cpu composed", "wasm composed", "wasm fused, 1 thread"],
};

test("everything is measured by default", () => {
  const { places, rows, chooses } = selectionOf([], choices);
  expect([places, rows]).toEqual([choices.places, choices.rows]);
  expect(choices.headings.filter(chooses)).toEqual(choices.headings);
});

test("places and rows are chosen by name, and columns by a part of their heading", () => {
  const args = ["--place", "Firefox", "--row=lstm", "--column", "cpu", "--column", "fused"];
  const { places, rows, chooses } = selectionOf(args, choices);
  expect([places, rows]).toEqual([["Firefox"], ["lstm"]]);
  expect(choices.headings.filter(chooses)).toEqual(["cpu composed", "wasm fused, 1 thread"]);
});

test.each([
  [["--place", "Opera"], '--place to be one of Node, Firefox, got "Opera"'],
  [["--row", "lstn"], '--row to be one of rnn, lstm, got "lstn"'],
  [["--column", "webgl"], "--column to be a part of cpu composed, wasm composed"],
])("what chooses nothing is refused: %o", (args, message) => {
  expect(() => selectionOf(args, choices)).toThrow(message);
});
