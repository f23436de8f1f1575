import { expect, test } from "vitest";
import {
  contextLength,
  lastName,
  type MemoryTextName,
  memoryText,
  memoryTexts,
  passageCount,
  passageLength,
  passageOf,
} from "./memory-texts.ts";

const names = Object.keys(memoryTexts) as MemoryTextName[];

test.each(names)("the text %s has whole passages, and a context before each asked place", (name) => {
  const text = memoryText(name, 3);
  for (let passage = 1; passage <= passageCount; passage += 1)
    expect(passageOf(text, passage)).toHaveLength(passageLength);
  expect(text.asked).toHaveLength(64);
  expect(Math.min(...text.asked)).toBeGreaterThanOrEqual(contextLength);
  expect(Math.max(...text.asked)).toBeLessThan(text.heldOut.length);
});

test.each([
  ["near", 17],
  ["far", 23],
] as const)(
  "in the text %s, each asked letter is the first of its line, %i characters before",
  (name, back) => {
    const { heldOut, asked } = memoryText(name, 3);
    for (const place of asked) {
      expect(heldOut[place - back - 1]).toBe("\n");
      expect(heldOut.slice(place, place + 3)).toBe(heldOut.slice(place - back, place - back + 3));
    }
    const passage = passageOf(memoryText(name, 3), 2);
    expect(passage.slice(lastName, lastName + 3)).toBe(passage.slice(lastName - back, lastName - back + 3));
    expect(memoryTexts[name]).toContain(String(back));
  },
);

test("the seed draws the names, and those held out are others than those to learn from", () => {
  expect(memoryText("near", 1)).toEqual(memoryText("near", 1));
  expect(memoryText("near", 1).training).not.toBe(memoryText("near", 2).training);
  const { training, heldOut } = memoryText("near", 1);
  expect(training.startsWith(heldOut.slice(0, 96))).toBe(false);
});
