import { TenetError } from "@tenetjs/core";
import { fuzzRuns, mutants } from "@tenetjs/testing/fuzz";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chatFromZip } from "./archives/chat-from-zip.ts";
import { pseudonymise } from "./chats/pseudonymise.ts";
import { readChat } from "./chats/read-chat.ts";
import { toTrainingText } from "./chats/to-training-text.ts";
import { readText } from "./text/read-text.ts";
import { vocabularyFromJSON } from "./text/vocabulary-from-json.ts";

/*
 * Parsers on inputs that are almost valid. Each either returns or throws an error with one of its codes, whose message is short. `pnpm fuzz` tries
 * more inputs than a run of the tests does.
 */

const bytes = (text: string) => new TextEncoder().encode(text);
const lenient = new TextDecoder();

/** Checks that `read` returns, or throws an error with one of `codes` and a message of a few lines. */
function returnsOrRefuses(read: () => unknown, codes: readonly string[]): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof TenetError) || !codes.includes(error.code) || error.message.length > 1000)
      throw error;
  }
}

const chats = [
  "05/03/24, 14:07 - Ann: hi\n05/03/24, 14:08 - Bo: see\nyou\n05/03/24, 14:09 - Ann added Bo: Plumber\n",
  "[05.03.24, 14:07:09] Ann: hi\r\n\u200E[05.03.24, 14:08:09] Bo: \u200Eimage omitted\r\n[05.03.24, 14:09:00] Ann: a <This message was edited>\r\n",
  "٥‏/٣‏/٢٠٢٤، ٢:٠٧ م - أحمد: مرحبا\n٦‏/٣‏/٢٠٢٤، ٢:٠٧ ص - ~ Bo: +31 6 12345678\n",
  "2024. 3. 5. 오후 2:07 - Ann: x\n[R6/3/5 14:07:09] Ann: x\n14:07 05/03/24 - A: x\n3/5/2567 BE, 2:07 PM - A: x\n1402/12/15, 14:07 - A: x\n",
  "2024-03-05 14 h 07 - Bob:Hi\n31/xii/22 11:59 PM - A: <Mídia oculta>\n(12/3/24) [x] IMG-1.jpg (file attached)\n",
].map(bytes);

const books = [
  "head\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\nProduced by B\n\nWork.\n\nEnd of Project Gutenberg's A\n*** END OF THE PROJECT GUTENBERG EBOOK A ***\n",
  "*END*THE SMALL PRINT!*END*\nNote: Project Gutenberg also has x\n\nÄ e\u0301 𝒜\r\nthe Project Gutenberg License\n\nx\rEnd of Project Gutenberg\n",
  "\uFEFFplain text\n",
].map(bytes);

const vocabularies = [
  { kind: "characters", tokens: ["\n", " ", "a", "é", "𝒜"] },
  { kind: "words", tokens: [" ", "one", "two"] },
  { kind: "bytes" },
].map((value) => bytes(JSON.stringify(value)));

describe("inputs that are almost valid", () => {
  test("chats", () => {
    const dictionary = [
      " - ",
      "] ",
      ": ",
      "\r\n",
      "\u200E",
      "AM",
      "下午",
      "BE",
      "/",
      "2024",
      "١٢",
      "[",
      "05/03/24, 14:07 - ",
    ];
    fc.assert(
      fc.property(mutants(chats, dictionary), (input) => {
        returnsOrRefuses(() => {
          const { messages, quotedAuthors, forms } = readChat(lenient.decode(input));
          expect(messages.length).toBe(forms.reduce((sum, form) => sum + form.messages, 0));
          for (const { author, kind, time } of messages) {
            expect(author === null).toBe(kind === "system");
            expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
          }
          toTrainingText(pseudonymise(messages, { others: quotedAuthors }));
        }, ["NOT_A_CHAT", "UNKNOWN_HEADER"]);
      }),
      { numRuns: fuzzRuns(3000) },
    );
  });

  test("texts", () => {
    fc.assert(
      fc.property(mutants([...books, ...chats], ["*** END OF ", "\n\n", "\u0301", "%PDF-"]), (input) => {
        returnsOrRefuses(() => readText(input), ["BAD_UTF8", "NOT_TEXT"]);
      }),
      { numRuns: fuzzRuns(10_000) },
    );
  });

  test("vocabularies", () => {
    fc.assert(
      fc.property(mutants(vocabularies, ['"', "[]", "{}", "null", "-1", "\\ud800", '"kind"']), (input) => {
        let value: unknown;
        try {
          value = JSON.parse(lenient.decode(input));
        } catch {
          return;
        }
        returnsOrRefuses(() => vocabularyFromJSON(value), ["BAD_VOCABULARY"]);
      }),
      { numRuns: fuzzRuns(10_000) },
    );
  });

  test("zip archives", async () => {
    const archive = async (level: number) => {
      const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level });
      await writer.add("_chat.txt", new Uint8ArrayReader(chats[0] as Uint8Array));
      await writer.add("a.jpg", new Uint8ArrayReader(bytes("x")));
      return writer.close();
    };
    const corpus = [await archive(0), await archive(6)];
    await fc.assert(
      fc.asyncProperty(
        mutants(corpus, ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "\xff\xff\xff\xff"]),
        async (input) => {
          const found = await chatFromZip(input, { largest: 100_000 }).catch((error: unknown) => error);
          returnsOrRefuses(() => {
            if (found instanceof Error) throw found;
          }, ["BAD_ARCHIVE"]);
        },
      ),
      { numRuns: Math.ceil(fuzzRuns(2000) / 10) },
    );
  });
});
