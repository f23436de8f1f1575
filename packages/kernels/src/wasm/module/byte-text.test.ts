import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfText, textOfBytes } from "./byte-text.js";

test("any bytes come back from their text, which needs no escapes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const text = textOfBytes(bytes);
      expect(bytesOfText(text)).toEqual(bytes);
      expect(JSON.stringify(text)).toBe(`"${text}"`);
    }),
  );
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(bytesOfText(textOfBytes(all))).toEqual(all);
});
