import { TenetError } from "@tenetjs/core";
import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "./chat.ts";
import { formOf } from "./header-form.ts";
import { readChat } from "./read-chat.ts";

/** Every header format with the same moment, 5 March 2024, 14:07:09, or 14:07:00 if the format has no seconds. */
const samples: [line: string, format: string, time: string][] = [
  ["05/03/24, 14:07 - A: x", "d/M/yy, H:mm - ", "2024-03-05T14:07:00"],
  ["3/5/24, 2:07 PM - A: x", "M/d/yy, h:mm a - ", "2024-03-05T14:07:00"],
  ["3/5/24, 2:07\u202FPM - A: x", "M/d/yy, h:mm a - ", "2024-03-05T14:07:00"],
  ["5/3/2024, 2:07 p. m. - A: x", "d/M/yyyy, h:mm a - ", "2024-03-05T14:07:00"],
  ["5/3/2024, 2:07 p.\u00A0m. - A: x", "d/M/yyyy, h:mm a - ", "2024-03-05T14:07:00"],
  ["2024-03-05, 2:07 p.m. - A: x", "yyyy-M-d, h:mm a - ", "2024-03-05T14:07:00"],
  ["2024/03/05, 2:07 pm - A: x", "yyyy/M/d, h:mm a - ", "2024-03-05T14:07:00"],
  ["05.03.24, 14:07 - A: x", "d.M.yy, H:mm - ", "2024-03-05T14:07:00"],
  ["05-03-2024 14:07 - A: x", "d-M-yyyy H:mm - ", "2024-03-05T14:07:00"],
  ["05/03/2024 à 14:07 - A: x", "d/M/yyyy 'à' H:mm - ", "2024-03-05T14:07:00"],
  ["5.3.2024 klo 14.07 - A: x", "d.M.yyyy 'klo' H.mm - ", "2024-03-05T14:07:00"],
  ["05/03/24 14.07 - A: x", "d/M/yy H.mm - ", "2024-03-05T14:07:00"],
  ["03/05/24, 2:07:09 PM – A: x", "M/d/yy, h:mm:ss a – ", "2024-03-05T14:07:09"],
  ["[05/03/24, 14:07:09] A: x", "[d/M/yy, H:mm:ss] ", "2024-03-05T14:07:09"],
  ["[05.03.24, 14:07:09] A: x", "[d.M.yy, H:mm:ss] ", "2024-03-05T14:07:09"],
  ["[3/5/24, 2:07:09 PM] A: x", "[M/d/yy, h:mm:ss a] ", "2024-03-05T14:07:09"],
  ["[3/5/24, 2:07:09\u202FPM] A: x", "[M/d/yy, h:mm:ss a] ", "2024-03-05T14:07:09"],
  ["[05-03-2024 14:07:09] A: x", "[d-M-yyyy H:mm:ss] ", "2024-03-05T14:07:09"],
  ["[2024/3/5 14:07:09] A:x", "[yyyy/M/d H:mm:ss] ", "2024-03-05T14:07:09"],
  ["[2024/3/5 14:07:09] A: x", "[yyyy/M/d H:mm:ss] ", "2024-03-05T14:07:09"],
  ["05/03/2024 14:07:09: A: x", "d/M/yyyy H:mm:ss: ", "2024-03-05T14:07:09"],
];
const formats = [...new Set(samples.map(([, format]) => format))];

/** One message in an export with the header format `format`. */
function render(
  format: string,
  { time, author, text }: Pick<ChatMessage, "time" | "author" | "text">,
  colon: string,
) {
  const [year = "", month = "", day = "", hour = "", minute = "", second = ""] = time.split(/[-T:]/);
  const header = format.replace(/'([^']*)'|yyyy|yy|d|M|h|H|mm|ss|a/g, (field, word) => {
    if (word !== undefined) return word;
    if (field === "yyyy") return year;
    if (field === "yy") return year.slice(2);
    if (field === "d") return day;
    if (field === "M") return String(Number(month));
    if (field === "h") return String(Number(hour) % 12 || 12);
    if (field === "H") return hour;
    if (field === "mm") return minute;
    if (field === "ss") return second;
    return Number(hour) < 12 ? "AM" : "PM";
  });
  return `${header}${author === null ? "" : `${author}${colon}`}${text}\n`;
}

const visible = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(..."aZ é'-~+07:/[]<>👍ع한 ".match(/./gu)!),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    ),
  })
  .map((text) => text.replace(/[\r\n\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, ""));
const names = visible.filter((name) => name !== "" && !/: |:$/.test(name));
const texts = fc
  .array(visible, { minLength: 1, maxLength: 4 })
  .filter((lines) => lines.slice(1).every((line) => formOf(line) === undefined))
  .map((lines) => lines.join("\n"));
const times = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19));

/** Chats in which each author writes one message without a colon, so that no longer name is possible. */
const chats = fc
  .array(fc.record({ time: times, author: names, text: texts }), { minLength: 1, maxLength: 12 })
  .map((messages) => messages.flatMap((message) => [message, { ...message, text: "ok" }]));

describe("readChat", () => {
  test.each(samples)("reads %j", (line, format, time) => {
    const chat = readChat(`${line}\n`);
    expect(chat.messages).toEqual([{ time, author: "A", text: "x", kind: "text", edited: false }]);
    expect(chat.format).toBe(format);
  });

  test.each(formats)("reads back any messages written as %j", (format) => {
    const tight = format.startsWith("[y");
    fc.assert(
      fc.property(chats, (messages) => {
        fc.pre(
          !tight || messages.every(({ author, text }) => !author.includes(":") && !text.startsWith(" ")),
        );
        const text = messages.map((message) => render(format, message, tight ? ":" : ": ")).join("");
        const dateOrder = format.indexOf("d") < format.indexOf("M") ? "day-first" : "month-first";
        const read = readChat(text, { dateOrder }).messages;
        expect(read.map(({ author, text }) => ({ author, text }))).toEqual(
          messages.map(({ author, text }) => ({ author, text })),
        );
        const length = format.includes("ss") ? 19 : 16;
        expect(read.map(({ time }) => time.slice(0, length))).toEqual(
          messages.map(({ time }) => time.slice(0, length)),
        );
      }),
      { numRuns: 50 },
    );
  });

  test("invisible marks, a byte order mark and CRLF have no effect anywhere", () => {
    const plain = samples.map(([line]) => line);
    const marks = fc.constantFrom(
      "\u200E",
      "\u200F",
      "\u202A",
      "\u202C",
      "\u202E",
      "\u2068",
      "\u2069",
      "\uFEFF",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...plain),
        fc.array(fc.tuple(fc.nat(40), marks), { maxLength: 8 }),
        (line, added) => {
          const marked = added.reduce((text, [at, mark]) => text.slice(0, at) + mark + text.slice(at), line);
          expect(readChat(`\uFEFF${marked}\r\nmore\r\n`)).toEqual(readChat(`${line}\nmore\n`));
        },
      ),
    );
  });

  test("random text is read, or refused with NOT_A_CHAT", () => {
    const pieces = fc.constantFrom(
      "05/03/24",
      ", ",
      "14:07",
      " - ",
      "[",
      "] ",
      ":",
      "A",
      "\n",
      "\r",
      "PM",
      "\u200E",
      "à",
      "\uD800",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((parts) => parts.join("")),
        ),
        (text) => {
          try {
            const { messages } = readChat(text);
            expect(messages.length).toBeGreaterThan(0);
            for (const { author, kind } of messages) expect(author === null).toBe(kind === "system");
          } catch (error) {
            expect(error).toBeInstanceOf(TenetError);
            expect(error).toHaveProperty("code", "NOT_A_CHAT");
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("the error for a file that is not a chat shows its first line and says what to do", () => {
    expect(() => readChat("\nDear all,\nsee you on 05/03/24.\n")).toThrow(
      'readChat: expected a WhatsApp export, found no line that starts with a date (first line: "Dear all,"). ' +
        'Export the chat from the app with "Export chat > Without media", or pass { format }.',
    );
    expect(() => readChat("")).toThrow('(first line: "")');
    expect(() => readChat("x".repeat(1000))).toThrow(`(first line: "${"x".repeat(57)}...")`);
  });

  test("lines without a header belong to the message before them, even if they resemble dates", () => {
    const { messages } = readChat(
      [
        "05/03/24, 14:07 - Ann: dates:",
        "06/03/24: arrival",
        "",
        "06/03/2024, 14:07 - another form",
        "[06/03/24, 14:07:00] Bob: a quoted line of another form",
        "31/02/24, 14:07 - no such day",
        "05/03/24, 25:07 - no such hour",
        "05/03/24, 14:08 - Bob: ok",
        "",
      ].join("\n"),
    );
    expect(messages.map(({ author, text }) => [author, text.split("\n").length])).toEqual([
      ["Ann", 7],
      ["Bob", 1],
    ]);
  });

  test("lines before the first message are left out and counted", () => {
    const chat = readChat("A note of mine.\n\n05/03/24, 14:07 - Ann: hi\n");
    expect(chat.skippedLines).toBe(2);
    expect(chat.messages).toHaveLength(1);
  });

  test("noon, midnight and the hours around them are distinct", () => {
    const hours = ["12:00 AM", "12:59 am", "1:00 a.m.", "11:59 a. m.", "12:00 PM", "12:01 p. m.", "11:59 pm"];
    const text = hours.map((hour) => `3/5/24, ${hour} - A: x`).join("\n");
    expect(readChat(text).messages.map(({ time }) => time.slice(11, 16))).toEqual([
      "00:00",
      "00:59",
      "01:00",
      "11:59",
      "12:00",
      "12:01",
      "23:59",
    ]);
  });

  test("the option format reads an unknown header format", () => {
    const text = "den 5/3 2024 kl. 14.07 * Ann: hej\nrad\nden 6/3 2024 kl. 9.07 * Bo: hej";
    expect(() => readChat(text)).toThrow("expected a WhatsApp export");
    const chat = readChat(text, { format: "'den' d/M yyyy 'kl.' H.mm * " });
    expect(chat.messages.map(({ time, text }) => [time, text])).toEqual([
      ["2024-03-05T14:07:00", "hej\nrad"],
      ["2024-03-06T09:07:00", "hej"],
    ]);
    expect(chat.dateOrder.evidence).toBe("option");
  });

  test("a chat can be read with the format that it reports", () => {
    for (const [line] of samples) {
      const chat = readChat(line);
      const again = readChat(line, { format: chat.format });
      expect(again.messages).toEqual(chat.messages);
      expect(again.format).toBe(chat.format);
    }
  });

  test("a format that lacks a field, has one twice, or comes with a dateOrder is refused", () => {
    expect(() => readChat("x", { format: "d/M, H:mm - " })).toThrow(
      "expected format to have each of d, M, yy or yyyy",
    );
    expect(() => readChat("x", { format: "d/M/d yy, H:mm - " })).toThrow("once");
    expect(() => readChat("x", { format: "d/M/yy, H:mm - ", dateOrder: "day-first" })).toThrow("not both");
    const wrong: { dateOrder: "day-first" } = JSON.parse('{ "dateOrder": "dmy" }');
    expect(() => readChat("x", wrong)).toThrow("one of day-first, month-first");
  });
});

describe("the order of day and month", () => {
  const chat = (dates: readonly string[], clock = "14:07") =>
    dates.map((date) => `${date}, ${clock} - A: x`).join("\n");
  const orderOf = (text: string) => {
    const { order, evidence } = readChat(text).dateOrder;
    return [order, evidence];
  };

  test("is inferred from a number above 12, anywhere in the file", () => {
    expect(orderOf(chat(["01/02/24", "02/02/24", "13/02/24"]))).toEqual(["day-first", "value"]);
    expect(orderOf(chat(["01/02/24", "02/02/24", "02/13/24"]))).toEqual(["month-first", "value"]);
    expect(readChat(chat(["01/02/24", "13/02/24"])).dateOrder.statement).toBe(
      "day first: the first number is above 12 in 1 date",
    );
  });

  test("follows the majority when a message quotes another order, and the quoted line stays in its message", () => {
    const { messages, dateOrder } = readChat(chat(["13/02/24", "14/02/24", "02/15/24"]));
    expect(dateOrder.order).toBe("day-first");
    expect(messages.map(({ text }) => text)).toEqual(["x", "x\n02/15/24, 14:07 - A: x"]);
  });

  test("is inferred from chronology if every number may be a month", () => {
    expect(orderOf(chat(["11/01/24", "12/01/24", "01/02/24", "02/02/24"]))).toEqual([
      "day-first",
      "chronology",
    ]);
    expect(orderOf(chat(["01/11/24", "01/12/24", "02/01/24", "02/02/24"]))).toEqual([
      "month-first",
      "chronology",
    ]);
  });

  test("falls back to the locale that the rest of the header suggests, and says so", () => {
    expect(orderOf(chat(["03/05/24"]))).toEqual(["day-first", "locale"]);
    expect(orderOf(chat(["3/5/24"], "2:07 PM"))).toEqual(["month-first", "locale"]);
    expect(orderOf(chat(["3/5/24"], "2:07 pm"))).toEqual(["day-first", "locale"]);
    expect(orderOf(chat(["3.5.24"], "2:07 PM"))).toEqual(["day-first", "locale"]);
  });

  test("is what the option says, against all evidence", () => {
    const { dateOrder, messages } = readChat(chat(["03/05/24"]), { dateOrder: "month-first" });
    expect(dateOrder).toEqual({
      order: "month-first",
      evidence: "option",
      statement: "month first: set by an option",
    });
    expect(messages[0]?.time).toBe("2024-03-05T14:07:00");
    expect(readChat(chat(["2024/03/05"]), { dateOrder: "day-first" }).messages[0]?.time).toBe(
      "2024-05-03T14:07:00",
    );
  });

  test("is found for any sequence of days with one after the 12th", () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1 }), fc.boolean(), (moments, dayFirst) => {
        fc.pre(moments.some((time) => Number(time.slice(8, 10)) > 12));
        const format = dayFirst ? "d/M/yyyy, H:mm - " : "M/d/yyyy, H:mm - ";
        const text = moments.map((time) => render(format, { time, author: "A", text: "x" }, ": ")).join("");
        expect(readChat(text).format).toBe(format);
        expect(readChat(text).messages.map(({ time }) => time)).toEqual(
          moments.map((time) => `${time.slice(0, 17)}00`),
        );
      }),
    );
  });
});

describe("authors", () => {
  const authors = (...rests: string[]) =>
    readChat(rests.map((rest) => `05/03/24, 14:07 - ${rest}`).join("\n")).messages.map(({ author, text }) => [
      author,
      text,
    ]);

  test("may be anything up to a colon and a space", () => {
    const names = ["+31 6 12345678", "👨‍👩‍👧", "أحمد", "~\u202FAnn", "a:b", "12:30", "-", "[x]", "Ann "];
    for (const name of names) expect(authors(`${name}: hi: there`)).toEqual([[name, "hi: there"]]);
  });

  test("keep a colon in their name when all their messages have it", () => {
    expect(
      authors(
        "Team: Ann: one",
        "Team: Bob: two",
        "Team: Ann: three",
        "Team: Ann: four",
        "Cid: x: y",
        "Team: Bob: 5",
        "Team: Bob: 6",
      ),
    ).toEqual([
      ["Team: Ann", "one"],
      ["Team: Bob", "two"],
      ["Team: Ann", "three"],
      ["Team: Ann", "four"],
      ["Cid", "x: y"],
      ["Team: Bob", "5"],
      ["Team: Bob", "6"],
    ]);
  });

  test("do not absorb words that an author often starts a message with", () => {
    expect(authors("Ann: note: a", "Ann: note: b", "Ann: note: c", "Ann: hi")[0]).toEqual(["Ann", "note: a"]);
  });

  test("are found without a space after the colon if they are known from other lines", () => {
    expect(authors("John Doe: hi", "John Doe:.", "John Doe:", "Someone else:.")).toEqual([
      ["John Doe", "hi"],
      ["John Doe", "."],
      ["John Doe", ""],
      [null, "Someone else:."],
    ]);
  });

  test("are null in notices, even in notices with a colon", () => {
    expect(
      authors("Ann left", 'Ann created group "A: B"', 'Ann changed the subject from "x" to "y: z"'),
    ).toEqual([
      [null, "Ann left"],
      [null, 'Ann created group "A: B"'],
      [null, 'Ann changed the subject from "x" to "y: z"'],
    ]);
    const notice = readChat("05/03/24, 14:07 - Ann left").messages[0];
    expect(notice?.kind).toBe("system");
  });
});

describe("hostile input", () => {
  const mega = 1 << 20;
  const header = "05/03/24, 14:07 - ";
  const lines = (line: string) => `${line}\n`.repeat(Math.ceil(mega / line.length));
  const cases: [string, string][] = [
    ["digits", "1".repeat(mega)],
    ["spaces", " ".repeat(mega)],
    ["brackets", "[".repeat(mega)],
    ["dates in one line", "05/03/24, ".repeat(mega / 10)],
    ["colons after a header", `${header}${":".repeat(mega)}`],
    ["names after a header", `${header}${"a: ".repeat(mega / 3)}`],
    ["marks before a header", `${"\u200E".repeat(mega)}${header}A: x`],
    ["tags after a header", `${header}A: ${"<".repeat(mega)}>`],
    ["marks after a header", `${header}A: ${"\u200E".repeat(mega)}x`],
    ["dates in its second line", `${header}A: x\n${"05/03/24, 14:07 -".repeat(mega / 17)}`],
    ["near-headers", lines("05/03/24, 14:07 -x")],
    ["near-headers in brackets", `${header}A: x\n${lines("[05/03/24, 14:07:09 A: x")}`],
    ["headers", lines(`${header}A: x`)],
    ["headers with many colons", lines(`${header}${"a: ".repeat(90)}`)],
    [
      "headers with an author each",
      Array.from({ length: 30_000 }, (_, i) => `${header}a${i}: b${i}: c`).join("\n"),
    ],
    ["empty lines", `${header}A: x${"\n".repeat(mega)}`],
  ];

  test.each(cases)("a megabyte of %s is read or refused in linear time", (_, text) => {
    const start = performance.now();
    try {
      readChat(text);
    } catch (error) {
      expect(error).toHaveProperty("code", "NOT_A_CHAT");
    }
    expect(performance.now() - start).toBeLessThan(linearLimit);
  });
});
