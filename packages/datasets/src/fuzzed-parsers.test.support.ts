import assert from "node:assert/strict";
import { type FuzzedParser, mutants, returnsOrRefuses, usualInputs } from "@tenetjs/testing/fuzz";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { chatFromZip } from "./archives/chat-from-zip.ts";
import { pseudonymise } from "./chats/pseudonymise.ts";
import { readChat } from "./chats/read-chat.ts";
import { toTrainingText } from "./chats/to-training-text.ts";
import { readText } from "./text/read-text.ts";
import { vocabularyFromJSON } from "./text/vocabulary-from-json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const lenient = new TextDecoder();

const chats = [
  "05/03/24, 14:07 - Ann: hi\n05/03/24, 14:08 - Bo: see\nyou\n05/03/24, 14:09 - Ann added Bo: Plumber\n",
  "[05.03.24, 14:07:09] Ann: hi\r\n\u200E[05.03.24, 14:08:09] Bo: \u200Eimage omitted\r\n[05.03.24, 14:09:00] Ann: a <This message was edited>\r\n",
  "٥‏/٣‏/٢٠٢٤، ٢:٠٧ م - أحمد: مرحبا\n٦‏/٣‏/٢٠٢٤، ٢:٠٧ ص - ~ Bo: +31 6 12345678\n",
  "2024. 3. 5. 오후 2:07 - Ann: x\n[R6/3/5 14:07:09] Ann: x\n14:07 05/03/24 - A: x\n3/5/2567 BE, 2:07 PM - A: x\n1402/12/15, 14:07 - A: x\n",
  "05/03/24, 14:07 - Ann: a <Zorp grimbled>\n05/03/24, 14:08 - Bo: b <Zorp grimbled>\n05/03/24, 14:09 - Bo: c <Zorp grimbled>\n05/03/24, 14:10 - Bo: null\n",
  "2024-03-05 14 h 07 - Bob:Hi\n31/xii/22 11:59 PM - A: <Mídia oculta>\n(12/3/24) [x] IMG-1.jpg (file attached)\n",
].map(bytes);

const books = [
  "head\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\nProduced by B\n\nWork.\n\nEnd of Project Gutenberg's A\n*** END OF THE PROJECT GUTENBERG EBOOK A ***\n",
  "*END*THE SMALL PRINT!*END*\nNote: Project Gutenberg also has x\n\nÄ e\u0301 𝒜\r\nthe Project Gutenberg License\n\nx\rEnd of Project Gutenberg\n",
  "\uFEFFplain text\n",
].map(bytes);

/** A text in UTF-16. */
const wide = new Uint8Array(
  Uint16Array.from("\uFEFFa text in UTF-16\n".repeat(3), (character) => character.charCodeAt(0)).buffer,
);

const vocabularies = [
  { kind: "characters", tokens: ["\n", " ", "a", "é", "𝒜"] },
  { kind: "words", tokens: [" ", "one", "two"] },
  { kind: "bytes" },
].map((value) => bytes(JSON.stringify(value)));

const chatPieces = [
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

/** The parsers of this package. */
export const fuzzedParsers: readonly FuzzedParser[] = [
  {
    name: "chats",
    inEachRun: usualInputs,
    inputs: mutants(chats, chatPieces),
    check: (input) =>
      returnsOrRefuses(() => {
        const { messages, quotedAuthors, forms } = readChat(lenient.decode(input));
        const counted = forms.reduce((sum, form) => sum + form.messages, 0);
        assert.equal(messages.length, counted);
        for (const { author, kind, time } of messages) {
          assert.equal(author === null, kind === "system");
          assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
        }
        toTrainingText(pseudonymise(messages, { others: quotedAuthors }));
      }, ["NOT_A_CHAT", "UNKNOWN_HEADER"]),
  },
  {
    name: "texts",
    inEachRun: usualInputs,
    inputs: mutants([...books, ...chats, wide], ["*** END OF ", "\n\n", "\u0301", "%PDF-", "\0", "\u00e9"]),
    check: (input) => returnsOrRefuses(() => readText(input), ["BAD_UTF8", "NOT_TEXT"]),
  },
  {
    name: "vocabularies",
    inEachRun: usualInputs,
    inputs: mutants(vocabularies, ['"', "[]", "{}", "null", "-1", "\\ud800", '"kind"']),
    check: (input) => {
      const value = fromJson(lenient.decode(input));
      return returnsOrRefuses(() => value !== undefined && vocabularyFromJSON(value), ["BAD_VOCABULARY"]);
    },
  },
  {
    name: "zip archives",
    inEachRun: usualInputs,
    inputs: mutants(
      [await archive(0), await archive(6)],
      ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "\xff\xff\xff\xff"],
    ),
    check: (input) => returnsOrRefuses(() => chatFromZip(input, { largest: 100_000 }), ["BAD_ARCHIVE"]),
  },
];

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function archive(level: number): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level });
  await writer.add("_chat.txt", new Uint8ArrayReader(chats[0] as Uint8Array));
  await writer.add("a.jpg", new Uint8ArrayReader(bytes("x")));
  return writer.close();
}
