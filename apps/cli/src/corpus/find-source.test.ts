import { expect, test } from "vitest";
import { existingFile, findSource } from "./find-source.ts";

test("a text that is neither a file nor a book is refused with the names of the books", () => {
  expect(() => findSource("alise")).toThrow(
    /a file, or the name of a book, got "alise"\. Known books: alice/,
  );
});

test("a file that is not there is not looked for among the books", () => {
  expect(() => existingFile("_chat.txt")).toThrow(/expected a file, got "_chat\.txt"\.$/);
});

test("a directory is refused with what to pass", () => {
  expect(() => findSource(import.meta.dirname)).toThrow(/a file, not a directory, .* Pass a file in it\.$/);
});
