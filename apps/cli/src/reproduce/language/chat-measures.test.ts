import { characterVocabulary, readChat, syntheticChat, toTrainingText } from "@tenetjs/datasets";
import { describe, expect, test } from "vitest";
import { chatLines, shareInOrder } from "./chat-lines.ts";
import { speakerClassifier } from "./speaker-classifier.ts";

const text = toTrainingText(readChat(syntheticChat({ seed: 1, messages: 800 })).messages, {
  kinds: ["text", "media", "deleted"],
  times: true,
});

describe("the lines of a chat", () => {
  test("of a real one are messages in order", () => {
    const { messages, others } = chatLines(text);
    expect({ count: messages.length, others }).toEqual({ count: 800, others: 0 });
    expect(shareInOrder(messages)).toBe(1);
  });

  test("that are no messages, have impossible dates or run backwards, are counted", () => {
    const wrong = "[2024-03-05 10:00] Noor: hoi\n[2024-13-40 10:00] Noor: hoi\nNoor hoi\n\tnog een regel\n";
    const { messages, others } = chatLines(`${wrong}[2024-03-04 10:00] James: Well.\n`);
    expect({ count: messages.length, others }).toEqual({ count: 2, others: 2 });
    expect(shareInOrder(messages)).toBe(0);
    expect(shareInOrder([])).toBe(0);
  });
});

test("messages sound like their authors, by what they say alone", async () => {
  const { messages } = chatLines(text);
  const classify = speakerClassifier(messages.slice(0, 700), characterVocabulary(text));
  const unseen = messages.slice(700);
  expect(await classify(unseen)).toBeGreaterThan(0.9);
  const swapped = unseen.map(({ author, ...one }) => ({
    ...one,
    author: author === "Noor" ? "James" : "Noor",
  }));
  expect(await classify(swapped)).toBeLessThan(0.1);
  expect(await classify([])).toBe(0);
});
