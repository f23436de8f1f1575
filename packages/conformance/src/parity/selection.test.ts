import { expect, test } from "vitest";
import { selectionOf } from "./selection.ts";

const choices = {
  places: ["Node", "Firefox"],
  cells: ["rnn", "lstm"],
  headings: ["cpu composed", "wasm composed", "wasm fused, 1 thread"],
};

test("everything is measured by default", () => {
  const { places, cells, chooses } = selectionOf([], choices);
  expect([places, cells]).toEqual([choices.places, choices.cells]);
  expect(choices.headings.filter(chooses)).toEqual(choices.headings);
});

test("places and cells are chosen by name, and columns by a part of their heading", () => {
  const args = ["--place", "Firefox", "--cell=lstm", "--column", "cpu", "--column", "fused"];
  const { places, cells, chooses } = selectionOf(args, choices);
  expect([places, cells]).toEqual([["Firefox"], ["lstm"]]);
  expect(choices.headings.filter(chooses)).toEqual(["cpu composed", "wasm fused, 1 thread"]);
});

test.each([
  [["--place", "Opera"], '--place to be one of Node, Firefox, got "Opera"'],
  [["--cell", "lstn"], '--cell to be one of rnn, lstm, got "lstn"'],
  [["--column", "webgl"], "--column to be a part of cpu composed, wasm composed"],
])("what chooses nothing is refused: %o", (args, message) => {
  expect(() => selectionOf(args, choices)).toThrow(message);
});
