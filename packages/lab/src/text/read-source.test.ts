import { sampleText } from "@tenetjs/datasets";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, test } from "vitest";
import { readSource, story } from "./read-source.ts";

const chat = Array.from(
  { length: 60 },
  (_, index) =>
    `[0${1 + (index % 9)}/03/2024, 14:${10 + (index % 50)}:00] ${index % 2 === 0 ? "Ann Lee" : "Bo"}: a message of no importance to ${index % 2 === 0 ? "Bo" : "Ann Lee"}\n`,
).join("");

const read = (file: File, pseudonyms = true, progress = (_: string, __: number) => {}) =>
  readSource(file, { pseudonyms }, progress);

describe("a text", () => {
  test("is read with progress up to its end, and told from a chat", async () => {
    const fractions: number[] = [];
    const source = await read(new File([sampleText], "my.book.txt"), true, (_, fraction) =>
      fractions.push(fraction),
    );
    expect(source).toMatchObject({ file: "my.book.txt", kind: "text", text: sampleText });
    expect(source.chat).toBeUndefined();
    expect(source.sha256).toBe(story().sha256);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  test("that mentions dates is not a chat", async () => {
    const source = await read(new File([`On 1/2/2024, 10:00 it began.\n${sampleText}`], "book.txt"));
    expect(source.kind).toBe("text");
  });

  test.each([
    ["short.txt", new Blob(["too short"]), "TOO_SHORT"],
    ["photo.txt", new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])]), "NOT_TEXT"],
    ["latin.txt", new Blob([new Uint8Array(2000).fill(0xe9)]), "BAD_UTF8"],
    ["damaged.zip", new Blob(["not an archive"]), "BAD_ARCHIVE"],
  ])("%s is refused with what is wrong", async (name, content, code) => {
    await expect(read(new File([content], name))).rejects.toMatchObject({ code });
  });

  test("that is too large is refused before it is read", async () => {
    const large = new File([], "large.txt");
    Object.defineProperty(large, "size", { value: 30_000_000 });
    await expect(read(large)).rejects.toThrow(/large\.txt: expected a file of at most 20 MB, got 30 MB\./);
  });
});

describe("a chat", () => {
  test("is read without the names of its people, who are counted", async () => {
    const source = await read(new File([chat], "WhatsApp Chat with Ann Lee.txt"));
    expect(source.kind).toBe("chat");
    expect(source.text).not.toMatch(/Ann|Lee|Bo/);
    expect(source.text).toContain("Person 1: a message of no importance to Person 2\n");
    expect(source.found).toContain("60 messages of 2 people.");
    expect(source.chat?.pseudonymise).toBe(true);
  });

  test("keeps its names if the reader says so", async () => {
    expect((await read(new File([chat], "chat.txt"), false)).text).toContain("Ann Lee: a message");
  });

  test("is read from a zip archive alike", async () => {
    const archive = new ZipWriter(new BlobWriter());
    await archive.add("_chat.txt", new TextReader(chat));
    await archive.add("photo.jpg", new TextReader("a photograph"));
    const packed = await read(new File([await archive.close()], "WhatsApp Chat - Bo.zip"));
    expect(packed.text).toBe((await read(new File([chat], "_chat.txt"))).text);
  });
});
