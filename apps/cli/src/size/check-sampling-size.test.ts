import { expect, test } from "vitest";
import { checkStateSize, checkTextSize } from "./check-sampling-size.ts";

test("a million short texts fit, but not the logits of a million tokens for each", () => {
  const asked = { count: 1_000_000, beam: null, length: 1 };
  const words = { options: { vocabularySize: 1_000_000 }, layers: [] };
  expect(() => checkTextSize(asked)).not.toThrow();
  expect(() => checkStateSize(words as never, asked, "cpu")).toThrow(
    /^--count: expected texts that fit in .*, the memory of this machine, got about 7.28 TiB for 1,000,000 of/,
  );
});

test("the error names the option that says how long a text is", () => {
  const asked = { count: 1, beam: null, length: 1e9 };
  expect(() => checkTextSize(asked, "--sample-length")).toThrow(/^--sample-length: .*1,000,000,000 tokens/);
});
