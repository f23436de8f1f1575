import { expect, test } from "vitest";
import { movedText, movedTimes, withMoved } from "./moved-times.ts";

test("moved timestamps are written as they are read, and take the places of those that were drawn", () => {
  const moved = movedTimes("2:40.5,3:0");
  expect(movedText(moved)).toBe("2:40.5,3:0");
  expect(withMoved([1, 2, 3, 4], moved)).toEqual([1, 40.5, 0, 4]);
});

test("what is no number and time is left out, and a time beyond the figure is at its end", () => {
  expect([...movedTimes("")]).toEqual([]);
  expect([...movedTimes("0:3,1.5:3,x:3,4,5:,6:1e9,7:-1,8:nonsense")]).toEqual([
    [5, 0],
    [6, 100],
    [7, 0],
  ]);
});
