import { expect, test } from "vitest";
import { judge } from "./judge.ts";

test("values that differ by float32's rounding agree", () => {
  expect(judge([4.4663, 4.4664, 4.46631])).toEqual([
    { status: "agrees", value: 4.4663, expected: 4.46631 },
    { status: "agrees", value: 4.4664, expected: 4.46631 },
    { status: "agrees", value: 4.46631, expected: 4.46631 },
  ]);
});

test("one among others that gives something else is told so, and the others agree", () => {
  const [first, odd, last] = judge([2.3, 2.31, 2.3]);
  expect(first).toMatchObject({ status: "agrees" });
  expect(odd).toBe("from the same weights it gives 2.31000, and the others 2.30000");
  expect(last).toMatchObject({ status: "agrees" });
});

test("of two that differ neither is believed", () => {
  expect(judge([1, 2]).every((verdict) => typeof verdict === "string")).toBe(true);
});

test("a value alone has nothing to agree with", () => {
  expect(judge([1])).toEqual([{ status: "none" }]);
  expect(judge([])).toEqual([]);
});
