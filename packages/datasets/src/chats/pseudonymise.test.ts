import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "./chat.ts";
import { pseudonymise } from "./pseudonymise.ts";

const message = (author: string | null, text: string): ChatMessage => ({
  time: "2024-03-05T14:07:00",
  author,
  text,
  kind: author === null ? "system" : "text",
  edited: false,
});
const hide = (...said: [author: string | null, text: string][]) =>
  pseudonymise(said.map(([author, text]) => message(author, text))).map(({ author, text }) => [author, text]);

describe("pseudonymise", () => {
  test("numbers authors in order of their first message, also where others mention them", () => {
    expect(
      hide(
        ["Ann Smith", "Hi Bob, it is Ann. ann smith?"],
        ["Bob", "bob here, ANN SMITH"],
        ["Ann Smith", "x"],
        [null, 'Ann Smith created group "Bob\'s"'],
      ),
    ).toEqual([
      ["Person 1", "Hi Person 2, it is Person 1. Person 1?"],
      ["Person 2", "Person 2 here, Person 1"],
      ["Person 1", "x"],
      [null, 'Person 1 created group "Person 2\'s"'],
    ]);
  });

  test("keeps words that merely contain a name, and parts of a name in lower case", () => {
    expect(hide(["Will Green", "Annabel will eat greens, will Will?"], ["Ann", "Hannah"])).toEqual([
      ["Person 1", "Annabel will eat greens, will Person 1?"],
      ["Person 2", "Hannah"],
    ]);
  });

  test("replaces the longest name, in any script, with any characters in it", () => {
    expect(
      hide(
        ["أحمد علي", "مرحبا"],
        ["Ann-Marie 🤓", "علي? أحمد علي!"],
        ["Ann", "Ann-Marie 🤓, Ann"],
        ["~\u202FZoë", "zoë"],
      ),
    ).toEqual([
      ["Person 1", "مرحبا"],
      ["Person 2", "علي? Person 1!"],
      ["Person 3", "Person 2, Person 3"],
      ["Person 4", "Person 4"],
    ]);
  });

  test("finds names in scripts without spaces between words", () => {
    expect(hide(["小明", "在"], ["สมชาย", "小明在吗? สวัสดีสมชาย"])).toEqual([
      ["Person 1", "在"],
      ["Person 2", "Person 1在吗? สวัสดีPerson 2"],
    ]);
  });

  test("replaces all spellings of a phone number by the same name", () => {
    expect(
      hide(
        ["+31 6 12345678", "call 06-12345678 or +31612345679"],
        ["Ann", "@31612345678 no, (0031) 6 1234 5679, or 06 87 65 43 21"],
      ),
    ).toEqual([
      ["Person 1", "call Person 1 or Number 1"],
      ["Person 2", "@Person 1 no, Number 1, or Number 2"],
    ]);
  });

  test.each([
    ...["0171/1234567", "+49 (0)171/123 45 67", "(+31) 6 1234 5678", "+49 171–123–45–67", "0171.123.45.67"],
    ...[
      "٠١٠٠٥٥٥٠١٩٩",
      "+٩٧١ ٥٠ ١٢٣ ٤٥٦٧",
      "０９０－１２３４－５６７８",
      "（０３）１２３４－５６７８",
      "+44\u200B20\u200B7946\u200B0958",
      "+49\t171\t1234567",
      "+49·171·1234567",
      "+49/171/1234567",
      "0️⃣1️⃣7️⃣1️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣",
    ],
    ...[
      "+1 (555) 010-9999",
      "555-010-9999",
      "00 31 6 12 34 56 78",
      "+91\u00A098765\u00A043210",
      "wa.me/31612345678",
    ],
    ...[
      "0171_1234567",
      "*0171*1234567*",
      "0171,1234567",
      "06:12:34:56:78",
      "0171…123…4567",
      "+49’171’123’45’67",
    ],
    ...[
      "(0171)_1234567",
      "[0171] 1234567",
      "555_010_9999",
      "٠١٠،٠٥٥٥،٠١٩٩",
      "06/12/34/56/78",
      "0171\u2044123\u20444567",
    ],
  ])("replaces the phone number in %j", (spelling) => {
    const [[, text] = ["", ""]] = hide(["Ann", `call ${spelling}, or not`]);
    expect(text).toMatch(/Number 1(?:\uFE0F\u20E3|\*)?, or not$/u);
    expect(text).not.toMatch(/\p{Nd}{2}/u);
  });

  test.each([
    "我的电话是13800138000",
    "電話090-1234-5678です",
    "โทร0812345678นะ",
    "전화010-1234-5678로",
    "رقمي٠١٠١٢٣٤٥٦٧٨",
    "Tel01711234567",
    "是+86 138 0013 8000",
  ])("replaces a number right after a word: %s", (text) => {
    const [[, hidden] = ["", ""]] = hide(["Ann", text]);
    expect(hidden).toMatch(/^\p{L}+Number 1\p{L}*$/u);
  });

  test.each([
    ["05/03/2024 0171 1234567", "05/03/2024 Number 1"],
    ["0171 1234567 05.03.2024", "Number 1 05.03.2024"],
    ["10:30 0171 1234567", "10:30 Number 1"],
    ["+49 171 1234567 14:00", "Number 1 14:00"],
    ["16:00-18:00 0171/1234567", "16:00-18:00 Number 1"],
    ["𞥐𞥑𞥗𞥑 𞥑𞥒𞥓𞥔𞥕𞥖𞥗 05.03.2024", "Number 1 05.03.2024"],
    ["10:30-0171-1234567", "10:30-Number 1"],
    ["2:01711234567", "2:Number 1"],
    ["0171-1234567/0172-7654321/0173-1111111", "Number 1"],
  ])("replaces a number beside a date, a time or other numbers: %s", (text, expected) => {
    expect(hide(["Ann", text])).toEqual([["Person 1", expected]]);
  });

  test.each([..."_*,:;~|='’…"])("replaces numbers whose groups of digits are joined by %s", (sign) => {
    const groups = fc.array(fc.stringMatching(/^\d{2,4}$/), { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom("+49", "01"), groups, (start, rest) => {
        const number = [start, ...rest].join(sign);
        fc.pre(number.replace(/\D/g, "").length >= 9);
        expect(hide(["Ann", `to ${number}!`])).toEqual([["Person 1", "to Number 1!"]]);
      }),
    );
  });

  test("replaces numbers that are spelled in random ways", () => {
    const gap = fc.constantFrom("", " ", "-", "–", ".", "\u00A0", "\u200B");
    const zeros = fc.constantFrom("0", "٠", "०", "０", "𞥐");
    const spelling = fc
      .tuple(
        fc.constantFrom("+", "0", "(0"),
        zeros,
        fc.array(fc.tuple(fc.nat(9), gap), { minLength: 9, maxLength: 11 }),
      )
      .map(([start, zero, digits]) => {
        const spelled = digits
          .map(([digit, after]) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + digit) + after)
          .join("");
        return `${start}${spelled}`.replace(/[^\p{Nd}]+$/u, "");
      });
    fc.assert(
      fc.property(spelling, (number) => {
        const [[, text] = ["", ""]] = hide(["Ann", `to ${number}!`]);
        expect([number, text]).toEqual([number, expect.stringMatching(/^to \(?Number 1!$/)]);
      }),
    );
  });

  test("replaces other people that a chat names, such as those in pasted messages", () => {
    const messages = [message("Ann", "[05/03/24, 14:07] Eve Stone: hi, eve stone")];
    expect(pseudonymise(messages, { others: ["Eve Stone"] })[0]?.text).toBe(
      "[05/03/24, 14:07] Person 2: hi, Person 2",
    );
  });

  test.each([
    "2024-03-05 14:07:09, 05/03/2024 14:07, 05.03.2024, 1.299,00, 10/2024 and 12 345 of 1984-2024",
    "05.03.2024-07.03.2024, 31.12.2024/01.01.2025, 24.12.24 20:00, 01/02 03/04",
    "09:15-10:45, 08:00 09:30 10:45 11:20, Mo-Fr 09:00-12:00,13:00-17:00, 00:01:02,500 --> 00:01:04,000",
    "1,234,567,890, 1,234,567.89, 1'234'567'890, 0,1234567, 12,5 13,75 14,25, 100,200,300,400",
    "2*3*4*5*6*7*8*9*10, (1,2,3,4,5,6,7), 1:2:3:4:5:6, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
    "2024-03-05T14:07:09.123456789+00:00",
  ])("keeps dates, times, prices, years, lists and short numbers: %s", (text) => {
    expect(hide(["Ann", text])).toEqual([["Person 1", text]]);
  });

  test("replaces aliases, and refuses an alias of someone who is not an author", () => {
    const messages = [message("Ann Smith", "it is annie")];
    expect(pseudonymise(messages, { aliases: { Annie: "Ann Smith" } })[0]?.text).toBe("it is Person 1");
    expect(() => pseudonymise(messages, { aliases: { Annie: "Ann" } })).toThrow(
      'pseudonymise: expected aliases to name authors of the messages, got "Ann".',
    );
  });

  test("changes only authors and texts, and leaves its argument alone", () => {
    const messages = [{ ...message("Ann", "Ann"), edited: true }];
    expect(pseudonymise(messages)).toEqual([{ ...messages[0], author: "Person 1", text: "Person 1" }]);
    expect(messages[0]?.author).toBe("Ann");
  });

  test("leaves no author's name as a word of any text, and gives the same result every time", () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,6}( [A-Z][a-z]{2,6})?$/);
    const chat = fc.array(
      fc.tuple(
        name,
        fc.array(fc.oneof(name, fc.string())).map((words) => words.join(" ")),
      ),
    );
    fc.assert(
      fc.property(chat, (said) => {
        const authors = new Set(said.map(([author]) => author));
        const hidden = hide(...said);
        expect(hide(...said)).toEqual(hidden);
        for (const author of authors) {
          const word = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])${author}(?![\\p{L}\\p{M}\\p{N}_])`, "iu");
          for (const [, text] of hidden) if (!/person/i.test(author)) expect(text).not.toMatch(word);
        }
      }),
    );
  });

  test("handles a word of twenty million letters", () => {
    const text = "a".repeat(20_000_000);
    expect(hide(["Ann", text])[0]?.[1]).toBe(text);
  });

  test.each([
    ["digits", "1".repeat(1 << 20)],
    ["digits and spaces", "1 ".repeat(1 << 19)],
    ["times", "12:34 ".repeat(180_000)],
    ["groups of digits with commas", "12,34,".repeat(180_000)],
    ["digits and long gaps", `1${" ".repeat(2000)}`.repeat(500)],
    ["names", "Ann Ann Ann Bob ".repeat(1 << 16)],
    ["parentheses", "(1(1)".repeat(1 << 18)],
  ])("a megabyte of %s takes linear time", (_, text) => {
    const start = performance.now();
    hide([`${"Ann ".repeat(60)}Bob`, text], ["Cid", text]);
    expect(performance.now() - start).toBeLessThan(linearLimit);
  });
});
