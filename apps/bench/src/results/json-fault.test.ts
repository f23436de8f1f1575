import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "./json-fault.ts";

test("a text has a fault if and only if JSON.parse rejects it", () => {
  const pieces = fc.constantFrom(
    ...'{}[]:,"\\ \n\t-0123.eEtruefalsn',
    '"a"',
    "true",
    "null",
    "1e5",
    "\\u00e9",
    "é",
  );
  const mutated = fc.tuple(fc.json(), fc.nat(), fc.nat(3), pieces).map(([text, at, length, piece]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + piece + text.slice(from + length);
  });
  const anything = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.json(), mutated, anything), (text) => {
      expect(jsonFault(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 2000 },
  );
});

test("the fault is at the first character that cannot continue the JSON, or at the end", () => {
  expect(jsonFault('{"a": 1,}')).toBe(8);
  expect(jsonFault("[1, 2")).toBe(5);
  expect(jsonFault('{"a": NaN}')).toBe(6);
  expect(jsonFault("")).toBe(0);
  expect(jsonFault("1 2")).toBe(2);
});

test("deep nesting and a long string do not overflow", () => {
  expect(jsonFault("[".repeat(1e5))).toBe(1e5);
  expect(jsonFault(`"${"a\\n".repeat(1e5)}`)).toBe(0);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
