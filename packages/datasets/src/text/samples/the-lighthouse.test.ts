import { expect, test } from "vitest";
import { readText } from "../read-text.ts";
import { sampleText } from "./the-lighthouse.ts";

test("the sample text is already as readText would leave it, and long enough for splits and windows", () => {
  expect(readText(sampleText)).toBe(sampleText);
  expect(sampleText.length).toBeGreaterThan(6000);
  expect(sampleText.trim().length).toBe(sampleText.length - 1);
});
