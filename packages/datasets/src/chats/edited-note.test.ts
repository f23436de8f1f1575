import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markerWords } from "./marker-words.ts";
import { readChat } from "./read-chat.ts";

type Said = readonly [author: string, text: string, year?: number];

/** An export of Android with these messages. */
const exported = (said: readonly Said[]) =>
  said.map(([author, text, year = 24], at) => `05/03/${year}, 14:${10 + at} - ${author}: ${text}\n`).join("");
const messagesOf = (said: readonly Said[]) => readChat(exported(said)).messages;

const note = "<Táto správa bola upravená>";
const edited: readonly Said[] = [
  ["Ann", `dnes ${note}`],
  ["Bo", `áno\nalebo zajtra ${note}`],
  ["Bo", "dobre"],
  ["Ann", `o piatej ${note}`],
];

describe("the note of an edited message in a language that no table has", () => {
  test("is known when two people or more have three messages or more with it", () => {
    expect(messagesOf(edited).map(({ text, edited }) => [text, edited])).toEqual([
      ["dnes", true],
      ["áno\nalebo zajtra", true],
      ["dobre", false],
      ["o piatej", true],
    ]);
  });

  test.each([
    ...[
      "هذه رسالة معدلة الآن",
      "இந்த மெசேஜ் திருத்தப்பட்டது",
      "ข้อความนี้มีการแก้ไขแล้ว",
      "Съобщението беше редактирано.",
      "Aquest missatge l'han canviat",
    ],
    ...[
      "Tin nhắn này đã được chỉnh sửa",
      "Ši žinutė buvo redaguota",
      "Mesej ini telah disunting",
      "Ova je poruka uređena",
    ],
  ])("%s is such a note", (words) => {
    const said: Said[] = [
      ["Ann", `a <${words}>`],
      ["Bo", `b <${words}>`],
      ["Bo", `c <${words}>`],
    ];
    expect(messagesOf(said).every(({ edited }) => edited)).toBe(true);
  });

  test("is kept as text where people may have written it", () => {
    const kept = (said: readonly Said[]) =>
      expect(messagesOf(said).map(({ text, edited }) => [text, edited])).toEqual(
        said.map(([, text]) => [text, text.includes("This message was edited")]),
      );
    const all = (words: string, year = 24): Said[] =>
      ["Ann", "Bo", "Ann", "Bo"].map((author, at): Said => [author, `text ${at} ${words}`, year]);
    // Of one author, too few, of before 2023, and in a chat in which another such note is as frequent.
    kept(["a", "b", "c", "d"].map((text): Said => ["Ann", `${text} ${note}`]));
    kept(edited.slice(0, 3));
    kept([...edited.slice(1), ["Ann", `skôr ${note}`, 22]]);
    kept([...edited, ...all("<Evil Laugh Here>")]);
    // Small letters, one word, markup, figures, and not at the end.
    for (const words of [
      "<evil laugh>",
      "<Applause>",
      "<3",
      "</div>",
      "<br>",
      "<Chapter 3>",
      "<a@example.org>",
      "<Ann Lee: hello>",
    ]) {
      kept(all(words));
    }
    kept(all("<Evil Laugh> indeed"));
    // Nothing before it: what is all in brackets stands for media.
    kept(["Ann", "Bo", "Ann"].map((author): Said => [author, "<Evil Laugh Here>"]));
  });

  test("is kept where the chat has a note that is known, which says in which language the phone was", () => {
    const said: Said[] = [...edited, ["Ann", "one <This message was edited>"]];
    expect(messagesOf(said).map(({ edited }) => edited)).toEqual([false, false, false, false, true]);
  });

  test("is one of the known ones in every language of the tables that has one, in one message", () => {
    for (const { edited: notes = "" } of Object.values(markerWords)) {
      for (const words of notes.split("|").filter(Boolean)) {
        expect([words, messagesOf([["Ann", `one <${words}>`]])[0]]).toMatchObject([
          words,
          { text: "one", edited: true },
        ]);
      }
    }
  });

  test("never takes away anything but one pair of brackets at the end", () => {
    const words = fc.stringMatching(/^[A-Za-zÀ-ž <>.]{0,30}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("Ann", "Bo"), words), { minLength: 1, maxLength: 20 }),
        (said) => {
          const messages = messagesOf(said);
          expect(messages).toHaveLength(said.length);
          messages.forEach(({ text, edited }, at) => {
            const whole = said[at]?.[1] ?? "";
            if (edited) expect(whole.slice(text.length)).toMatch(/^ *<[^<>]+>$/);
            else expect(text).toBe(whole);
          });
        },
      ),
    );
  });
});
