import { expect, test } from "vitest";
import { judge } from "./judge.ts";

test("values that differ only by float32 rounding agree", () => {
  expect(judge([4.4663, 4.4664, 4.46631])).toEqual([
    { status: "agrees", value: 4.4663, expected: 4.46631 },
    { status: "agrees", value: 4.4664, expected: 4.46631 },
    { status: "agrees", value: 4.46631, expected: 4.46631 },
  ]);
});

test("a value that differs from the others is reported, and the others agree", () => {
  const [first, odd, last] = judge([2.3, 2.31, 2.3]);
  expect(first).toMatchObject({ status: "agrees" });
  expect(odd).toBe("from the same weights it computes 2.31000, where the others compute 2.30000");
  expect(last).toMatchObject({ status: "agrees" });
});

test("of two values that differ, neither agrees", () => {
  expect(judge([1, 2]).every((verdict) => typeof verdict === "string")).toBe(true);
});

test("a single value has nothing to agree with", () => {
  expect(judge([1])).toEqual([{ status: "none" }]);
  expect(judge([])).toEqual([]);
});
