import { expect, test } from "vitest";
import { spaced } from "./spaced.ts";

test("labels that would overlap the label before them are left out", () => {
  expect(spaced([10, 11, 100, 1000], true, 300)).toEqual([10, 100, 1000]);
  expect(spaced([0, 50, 100], false, 60)).toEqual([0, 50, 100]);
  expect(spaced([7], true, 60)).toEqual([7]);
});
