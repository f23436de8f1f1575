import { expect, test } from "vitest";
import { readText } from "../read-text.ts";
import { sampleText } from "./the-lighthouse.ts";

test("readText does not change the sample text, which is long enough for splits and windows", () => {
  expect(readText(sampleText)).toBe(sampleText);
  expect(sampleText.length).toBeGreaterThan(6000);
  expect(sampleText.trim().length).toBe(sampleText.length - 1);
});
