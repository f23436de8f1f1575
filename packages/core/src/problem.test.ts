import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phrase, problem, TenetError } from "./problem.ts";

describe("problem", () => {
  test("says where the error is, what was expected, what came, and what to do", () => {
    expect(problem("take", "a count", -1, "Pass 0 or more.")).toBe(
      "take: expected a count, got -1. Pass 0 or more.",
    );
    expect(problem("take", "a count", -1)).toBe("take: expected a count, got -1.");
  });

  test.each([
    ["text", '"text"'],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [10n, "10"],
    [undefined, "undefined"],
    [null, "null"],
    [[1, "a"], '[1,"a"]'],
    [{ size: 2 }, '{"size":2}'],
    [Math.max, "the function max"],
    [
      (
        () => () =>
          0
      )(),
      "the function (anonymous)",
    ],
    [Symbol("s"), "Symbol(s)"],
    [phrase("no file"), "no file"],
  ])("shows %o as %s", (value, shown) => {
    expect(problem("f", "x", value)).toBe(`f: expected x, got ${shown}.`);
  });

  test("shows a value that JSON cannot write, instead of failing itself", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(problem("f", "x", circle)).toBe("f: expected x, got [object Object].");
    expect(problem("f", "x", [1n])).toBe("f: expected x, got 1.");
  });

  test("never shows more than 80 characters of a value", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: false }), (value) => {
        const text = problem("f", "x", value);
        expect(text.length).toBeLessThanOrEqual("f: expected x, got .".length + 80);
      }),
    );
    expect(problem("f", "x", "a".repeat(100))).toBe(`f: expected x, got "${"a".repeat(76)}....`);
  });
});

test("a TenetError carries the code to branch on, and its cause", () => {
  const cause = new Error("below");
  const error = new TenetError("DIVERGED", "train: ...", { cause });
  expect(error).toBeInstanceOf(Error);
  expect({ name: error.name, code: error.code, message: error.message, cause: error.cause }).toEqual({
    name: "TenetError",
    code: "DIVERGED",
    message: "train: ...",
    cause,
  });
});
