import { describe, expect, test } from "vitest";
import { readChat } from "../read-chat.ts";
import { speakers } from "./speakers.ts";
import { syntheticChat } from "./synthetic-chat.ts";

const text = syntheticChat({ seed: 1, messages: 600 });
const { messages, unread, skippedLines } = readChat(text);

describe("a synthetic chat", () => {
  test("is read whole: a notice, and messages of two people in the order of their times", () => {
    expect({ unread, skippedLines, count: messages.length }).toEqual({
      unread: [],
      skippedLines: 0,
      count: 601,
    });
    expect(new Set(messages.map(({ author }) => author))).toEqual(
      new Set([null, ...speakers.map(({ name }) => name)]),
    );
    const times = messages.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    const hours = times.map((time) => Number(time.slice(11, 13)));
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(7);
    expect(Math.max(...hours)).toBeLessThan(23);
  });

  test("has media and deleted messages among its texts", () => {
    const count = (kind: string) => messages.filter((message) => message.kind === kind).length;
    expect(count("system")).toBe(1);
    expect(count("media")).toBeGreaterThan(10);
    expect(count("deleted")).toBeGreaterThan(4);
    expect(count("text")).toBeGreaterThan(500);
  });

  test("is the same for the same seed, begins as a longer one does, and is another for another seed", () => {
    expect(syntheticChat({ seed: 1, messages: 600 })).toBe(text);
    expect(syntheticChat({ seed: 1, messages: 700 }).startsWith(text)).toBe(true);
    expect(syntheticChat({ seed: 2, messages: 600 })).not.toBe(text);
  });

  test("each speaker has habits: one writes lower case, the other sentences with a full stop or a question mark", () => {
    for (const { author, text: written } of messages.filter(({ kind }) => kind === "text")) {
      if (author === "Noor") expect(written.charAt(0)).toBe(written.charAt(0).toLowerCase());
      else expect(written).toMatch(/[.?!)]$/);
    }
  });
});

test("a number of messages below 1 is refused", () => {
  expect(() => syntheticChat({ seed: 1, messages: 0 })).toThrow(/syntheticChat: expected messages/);
});
