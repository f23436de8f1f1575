import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "./chat.ts";
import { readChat } from "./read-chat.ts";
import { toTrainingText } from "./to-training-text.ts";

const text = `05/03/24, 14:07 - Ann created group "A"
05/03/24, 14:07 - Ann: one
two: 2
05/03/24, 14:08 - Bob: <Media omitted>
05/03/24, 14:08 - Bob: IMG-1.jpg (file attached)
a caption
05/03/24, 14:09 - Bob: This message was deleted
05/03/24, 14:10 - Bob: fixed <This message was edited>
`;

describe("toTrainingText", () => {
  test("writes one message a line, with further lines indented by a tab", () => {
    expect(toTrainingText(readChat(text).messages)).toBe("Ann: one\n\ttwo: 2\nBob: fixed\n");
  });

  test("writes the other kinds on request, in the same way for every language", () => {
    expect(toTrainingText(readChat(text).messages, { kinds: ["text", "media", "system", "deleted"] })).toBe(
      '* Ann created group "A"\nAnn: one\n\ttwo: 2\nBob: <media>\nBob: <media>\n\ta caption\nBob: <deleted>\nBob: fixed\n',
    );
  });

  test("writes times on request", () => {
    expect(toTrainingText(readChat(text).messages, { times: true })).toBe(
      "[2024-03-05 14:07] Ann: one\n\ttwo: 2\n[2024-03-05 14:10] Bob: fixed\n",
    );
  });

  test("starts exactly one line without a tab for each message, whatever its text", () => {
    const messages = fc
      .array(fc.string({ unit: fc.constantFrom("a", "\n", "\t", ":", " ") }))
      .map((texts) =>
        texts.map(
          (said): ChatMessage => ({ time: "", author: "A", text: said, kind: "text", edited: false }),
        ),
      );
    fc.assert(
      fc.property(messages, (said) => {
        const parts = toTrainingText(said).split(/\n(?!\t)/);
        expect(parts.pop()).toBe("");
        expect(parts.map((part) => part.replaceAll("\n\t", "\n"))).toEqual(
          said.map((one) => `A: ${one.text}`),
        );
      }),
    );
  });

  test("gives the same text for a chat exported in two formats", () => {
    const ios =
      "[3/5/24, 2:07:09\u202FPM] Ann: one\n\u200E[3/5/24, 2:08:09\u202FPM] Bob: \u200Eimage omitted\n";
    const android = "2024-03-05, 14:07 - Ann: one\n2024-03-05, 14:08 - Bob: <Media omitted>\n";
    const [first, second] = [ios, android].map((chat) =>
      toTrainingText(readChat(chat).messages, { kinds: ["text", "media"], times: true }),
    );
    expect(first).toBe(second);
  });
});
