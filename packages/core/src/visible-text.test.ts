import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleText } from "./internals.ts";

test("control characters are shown, line breaks and tabs stay", () => {
  expect(visibleText("\x1b[31mred\x07\r\n\tx\x7f\x9b2J \u202eevil\u2066")).toBe(
    "\u241b[31mred\u2407\u240d\n\tx\u2421<U+009B>2J <U+202E>evil<U+2066>",
  );
});

test("text without them stays as it is, and none are left in any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = visibleText(text);
      expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      expect(visibleText(shown)).toBe(shown);
      if (!/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(text)) expect(shown).toBe(text);
    }),
  );
});
