import { TenetError } from "@tenetjs/core";
import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "./chat.ts";
import { readHeader } from "./headers/read-header.ts";
import { isNotice } from "./notices.ts";
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
  ["2024-03-05 14 h 07 - A: x", "yyyy-M-d H 'h' mm - ", "2024-03-05T14:07:00"],
  ["5. 3. 2024 14:07 - A: x", "d. M. yyyy H:mm - ", "2024-03-05T14:07:00"],
  ["2024. 3. 5. 오후 2:07 - A: x", "yyyy. M. d. a h:mm - ", "2024-03-05T14:07:00"],
  ["05.03.24 г., 14:07 - A: x", "d.M.yy 'г'., H:mm - ", "2024-03-05T14:07:00"],
  ["14:07 05/03/24 - A: x", "H:mm d/M/yy - ", "2024-03-05T14:07:00"],
  ["٥‏/٣‏/٢٠٢٤، ٢:٠٧ م - A: x", "d/M/yyyy، h:mm a - ", "2024-03-05T14:07:00"],
  ["[2024/3/5 午後2:07:09] A: x", "[yyyy/M/d ah:mm:ss] ", "2024-03-05T14:07:09"],
  ["[5/3/2567 BE, 14:07:09] A: x", "[d/M/yyyy G, H:mm:ss] ", "2024-03-05T14:07:09"],
  ["[R6/3/5 14:07:09] A: x", "[Gy/M/d H:mm:ss] ", "2024-03-05T14:07:09"],
  ["5.3.24, 14:07  -  A: x", "d.M.yy, H:mm - ", "2024-03-05T14:07:00"],
  ["5.3.24,\t14:07\t-\tA: x", "d.M.yy, H:mm - ", "2024-03-05T14:07:00"],
  ["[2024/3/5 14:07:09] A:x", "[yyyy/M/d H:mm:ss] ", "2024-03-05T14:07:09"],
  ["[2024/3/5 14:07:09] A: x", "[yyyy/M/d H:mm:ss] ", "2024-03-05T14:07:09"],
  ["05/03/2024 14:07:09: A: x", "d/M/yyyy H:mm:ss: ", "2024-03-05T14:07:09"],
];
const formats = [...new Set(samples.map(([, format]) => format))].filter((format) => !format.includes("G"));

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
const names = visible.filter((name) => name !== "" && !/: |:$|^[\s:]/u.test(name) && !isNotice(name));
const texts = fc
  .array(visible, { minLength: 1, maxLength: 4 })
  .filter((lines) => lines.slice(1).every((line) => readHeader(line) === undefined))
  .map((lines) => lines.join("\n"));
const times = fc
  .date({ min: new Date("2009-01-01T00:00:00Z"), max: new Date("2025-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19));

/** Chats in which each author writes one message without a colon, so that no longer name is possible. */
const chats = fc
  .array(fc.record({ time: times, author: names, text: texts }), { minLength: 1, maxLength: 12 })
  .map((messages) => messages.flatMap((message) => [message, { ...message, text: "ok" }]));

describe("readChat", () => {
  test.each(samples)("reads %j", (line, format, time) => {
    const chat = readChat(`${line}\n`);
    expect(chat.messages).toEqual([{ time, author: "A", text: "x", kind: "text", edited: false }]);
    expect(chat.forms.map(({ format }) => format)).toEqual([format]);
  });

  test.each(formats)("reads back any messages written as %j", (format) => {
    const tight = format.startsWith("[y");
    fc.assert(
      fc.property(chats, (messages) => {
        fc.pre(
          !format.startsWith("[") ||
            messages.every(({ author, text }) => !author.includes(":") && !text.startsWith(" ")),
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

  test("invisible marks, a byte order mark and CRLF have no effect in a header", () => {
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
          // A mark before the text would say that WhatsApp wrote it.
          const header = line.slice(0, line.lastIndexOf("A"));
          const marked = added.reduce(
            (text, [at, mark]) => text.slice(0, at) + mark + text.slice(at),
            header,
          );
          const whole = marked + line.slice(header.length);
          expect(readChat(`\uFEFF${whole}\r\nmore\r\n`)).toEqual(readChat(`${line}\nmore\n`));
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
            expect(error).toHaveProperty("code", expect.stringMatching(/NOT_A_CHAT|UNKNOWN_HEADER/));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("the error for a file that is not a chat shows its first line and says what to do", () => {
    expect(() => readChat("\nDear all,\nsee you on 05/03/24.\n")).toThrow(
      'readChat: expected a WhatsApp export, got no line that starts with a date and a time (first line: "Dear all,"). ' +
        'Export the chat from the app with "Export chat > Without media".',
    );
    expect(() => readChat("")).toThrow('(first line: "")');
    expect(() => readChat("x".repeat(1000))).toThrow(`(first line: "${"x".repeat(57)}...")`);
  });

  test("the error for headers of an unknown form names the line and what is not known", () => {
    expect(() => readChat("Note\n2024-03-05 zorp 2:07 - Ann: x\n")).toThrow(
      'readChat: expected a date and a time in the form of a known locale at the start of line 2, got "2024-03-05 zorp 2:07 - Ann: x": ' +
        'it has the words "zorp".',
    );
    for (const header of ["19:23, 28 Zorp 2013", "5 de zorp de 2024 a las 14:07", "05/03/24 14h07m"])
      expect(() => readChat(`${header} - Ann: x\n`)).toThrow(
        expect.objectContaining({ code: "UNKNOWN_HEADER" }),
      );
  });

  test("reads every known form in one file, and lists the forms", () => {
    const { messages, forms, unread } = readChat(
      [
        "12/21/18, 02:00 PM - Bo Finch: one",
        "12/21/18, 02:01 PM - Ann Lark: two",
        "12/22/18, 15:00 - Cy Zed: three",
        "[23.12.18, 15:01:02] Ann Lark: four",
        "2018-12-24 15:02  - Cy Zed: five",
      ].join("\n"),
    );
    expect(messages.map(({ time, author, text }) => [time, author, text])).toEqual([
      ["2018-12-21T14:00:00", "Bo Finch", "one"],
      ["2018-12-21T14:01:00", "Ann Lark", "two"],
      ["2018-12-22T15:00:00", "Cy Zed", "three"],
      ["2018-12-23T15:01:02", "Ann Lark", "four"],
      ["2018-12-24T15:02:00", "Cy Zed", "five"],
    ]);
    expect(forms.map(({ format, messages, dateOrder: { order } }) => [format, messages, order])).toEqual([
      ["M/d/yy, h:mm a - ", 2, "month-first"],
      ["M/d/yy, H:mm - ", 1, "month-first"],
      ["[d.M.yy, H:mm:ss] ", 1, "day-first"],
      ["yyyy-M-d H:mm - ", 1, "year-first"],
    ]);
    expect(unread).toEqual([]);
  });

  test("lines without a header belong to the message before them, and those that look like one are listed", () => {
    const { messages, unread } = readChat(
      [
        "05/03/24, 14:07 - Ann: dates:",
        "06/03/24: arrival",
        "",
        "05/03/24, 25:07 - no such hour",
        "31/02/24, 14:07 - Cy: no such day",
        "05/03/24, quarter past 2:15 - Cy: no such clock",
        "28 Zorp 2013, 19:23 - Cy: a date in words",
        "05/03/24, 14:08 - Bob: ok",
        "",
      ].join("\n"),
    );
    expect(messages.map(({ author, text }) => [author, text.split("\n").length])).toEqual([
      ["Ann", 7],
      ["Bob", 1],
    ]);
    expect(unread.map(({ line, why }) => [line, why])).toEqual([
      [5, "with the day first, there is no such date"],
      [6, 'it has the words ", quarter past"'],
      [7, "it has a date or a time in a form that is not known"],
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
    expect(chat.forms[0]?.dateOrder.evidence).toBe("option");
  });

  test("a chat can be read with the format that it reports", () => {
    for (const [line] of samples) {
      const chat = readChat(line);
      const format = chat.forms[0]?.format ?? "";
      const again = readChat(line, { format });
      expect(again.messages).toEqual(chat.messages);
      expect(again.forms[0]?.format).toBe(format);
    }
  });

  test("a format that lacks a field, has one twice, or comes with a dateOrder is refused", () => {
    expect(() => readChat("x", { format: "d/M, H:mm - " })).toThrow(
      "expected format to have each of d, M, y",
    );
    expect(() => readChat("x", { format: "d/M/d yy, H:mm - " })).toThrow("once");
    expect(() => readChat("x", { format: "d/M/yy, H:mm - ", dateOrder: "day-first" })).toThrow("not both");
    const wrong: { dateOrder: "day-first" } = JSON.parse('{ "dateOrder": "dmy" }');
    expect(() => readChat("x", wrong)).toThrow("one of day-first, month-first, year-first");
  });
});

describe("the order of day and month", () => {
  const chat = (dates: readonly string[], clock = "14:07") =>
    dates.map((date) => `${date}, ${clock} - A: x`).join("\n");
  const orderOf = (text: string) => {
    const form = readChat(text).forms[0];
    return [form?.dateOrder.order, form?.dateOrder.evidence];
  };

  test("is inferred from a number above 12, anywhere in the file", () => {
    expect(orderOf(chat(["01/02/24", "02/02/24", "13/02/24"]))).toEqual(["day-first", "value"]);
    expect(orderOf(chat(["01/02/24", "02/02/24", "02/13/24"]))).toEqual(["month-first", "value"]);
    expect(readChat(chat(["01/02/24", "13/02/24"])).forms[0]?.dateOrder.statement).toBe(
      "day first: the first number is above 12 in 1 date",
    );
  });

  test("follows the majority when a message quotes another order, and the quoted line stays in its message", () => {
    const { messages, forms, unread } = readChat(chat(["13/02/24", "14/02/24", "02/15/24"]));
    expect(forms[0]?.dateOrder.order).toBe("day-first");
    expect(unread.map(({ line }) => line)).toEqual([3]);
    expect(messages.map(({ text }) => text)).toEqual(["x", "x\n02/15/24, 14:07 - A: x"]);
  });

  test("changes where the dates change it, even within a form, as after a change of the phone's language", () => {
    const dates = ["28/04/24", "30/04/24", "05/02/24", "05/11/24", "05/14/24", "05/15/24", "05/16/24"];
    const { messages, forms, unread } = readChat(chat(dates));
    expect(messages.map(({ time }) => time.slice(5, 10))).toEqual([
      ...["04-28", "04-30", "05-02", "05-11", "05-14", "05-15", "05-16"],
    ]);
    expect(forms.map(({ messages: count, dateOrder: { order } }) => [order, count])).toEqual([
      ["month-first", 5],
      ["day-first", 2],
    ]);
    expect(unread).toEqual([]);
  });

  test("is found for each form by itself: its clock, its brackets and the script of its digits", () => {
    const { messages, unread } = readChat(
      [
        "3/28/24, 14:07 - A: x",
        "3/30/24, 14:07 - A: x",
        "[31/3/24, 14:07:09] A: x",
        "[1/4/24, 14:07:09] A: x",
        "[२४/४/१५, १४:०७:०९] A: x",
        "[२४/४/१६, १४:०७:०९] A: x",
      ].join("\n"),
    );
    expect(messages.map(({ time }) => time.slice(0, 10))).toEqual([
      ...["2024-03-28", "2024-03-30", "2024-03-31", "2024-04-01", "2024-04-15", "2024-04-16"],
    ]);
    expect(unread).toEqual([]);
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
    const { forms, messages } = readChat(chat(["03/05/24"]), { dateOrder: "month-first" });
    expect(forms[0]?.dateOrder).toEqual({
      order: "month-first",
      evidence: "option",
      statement: "month first: set by an option",
    });
    expect(messages[0]?.time).toBe("2024-03-05T14:07:00");
    expect(readChat(chat(["2024/03/05"]), { dateOrder: "day-first" }).messages[0]?.time).toBe(
      "2024-05-03T14:07:00",
    );
  });

  test("may begin with a year of two digits", () => {
    expect(orderOf(chat(["22-12-30", "22-12-31", "23-01-02"]))).toEqual(["year-first", "value"]);
    expect(orderOf(chat(["22/12/20"], "(14:07)"))).toEqual(["year-first", "locale"]);
    const few = ["22/10/11", "22/10/12", "22/11/13"];
    expect(orderOf(chat(few))).toEqual(["year-first", "locale"]);
    expect(orderOf(chat([...few, "22/11/14", "22/12/15", "22/12/16"]))).toEqual(["year-first", "chronology"]);
    expect(orderOf("22. 1. 5. 오후 2:07 - A: x")).toEqual(["year-first", "year-first"]);
    expect(readChat(chat(["05/03/22"]), { dateOrder: "year-first" }).messages[0]?.time).toBe(
      "2005-03-22T14:07:00",
    );
  });

  test("is found for each way to write dates in a file", () => {
    const { messages } = readChat(`${chat(["03/25/24"])}\n${chat(["26.03.24"])}\n${chat(["2024-03-27"])}`);
    expect(messages.map(({ time }) => time.slice(0, 10))).toEqual(["2024-03-25", "2024-03-26", "2024-03-27"]);
  });

  test("is found for any sequence of days with one after the 12th", () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1 }), fc.boolean(), (moments, dayFirst) => {
        fc.pre(moments.some((time) => Number(time.slice(8, 10)) > 12));
        const format = dayFirst ? "d/M/yyyy, H:mm - " : "M/d/yyyy, H:mm - ";
        const text = moments.map((time) => render(format, { time, author: "A", text: "x" }, ": ")).join("");
        expect(readChat(text).forms[0]?.format).toBe(format);
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

  test("are found without a space after the colon, but not in times, addresses and quotations", () => {
    expect(authors("Bo:Hi", "Meet at 12:30", "https://example.org", 'Ann renamed it "a:b"', "Bo:")).toEqual([
      ["Bo", "Hi"],
      [null, "Meet at 12:30"],
      [null, "https://example.org"],
      [null, 'Ann renamed it "a:b"'],
      ["Bo", ""],
    ]);

    expect(authors("John Doe: hi", "John Doe:.", "John Doe:", "Someone else:.")).toEqual([
      ["John Doe", "hi"],
      ["John Doe", "."],
      ["John Doe", ""],
      ["Someone else", "."],
    ]);
  });

  test("are missing in a line whose date and time end in a comma, which is reported", () => {
    const { messages, unread } = readChat(
      [
        "2024/03/25 14:07 - Ann: at 14:07, Bo: no",
        "14:07, Bo: no",
        "2024년 3월 25일 오후 2:07, 지수 : 안녕",
      ].join("\n"),
    );
    expect(messages).toHaveLength(1);
    expect(unread.map(({ line }) => line)).toEqual([3]);
  });

  test("are null in notices, even in notices with a colon", () => {
    expect(
      authors(
        "Ann left",
        "Ann added Bo: Plumber",
        "Sie hat Bo: Klempner hinzugefügt",
        'Zorp grimbled "A: B"',
        'Ann created group "A: B"',
        'Ann changed the subject from "x" to "y: z"',
      ),
    ).toEqual([
      [null, "Ann left"],
      [null, "Ann added Bo: Plumber"],
      [null, "Sie hat Bo: Klempner hinzugefügt"],
      [null, 'Zorp grimbled "A: B"'],
      [null, 'Ann created group "A: B"'],
      [null, 'Ann changed the subject from "x" to "y: z"'],
    ]);
    const verbsAtTheEnd = [
      "Ann heeft Bo: Loodgieter toegevoegd",
      "Ann, Bo: Tesisatçı kişisini ekledi",
      "AnnがBo: 配管工を追加しました",
      "Ann님이 Bo: 배관공님을 추가했습니다",
    ];
    for (const notice of verbsAtTheEnd) expect(authors(notice)).toEqual([[null, notice]]);
    expect(authors("Ann: Bo hat Cid hinzugefügt")).toEqual([["Ann", "Bo hat Cid hinzugefügt"]]);
    const notice = readChat("05/03/24, 14:07 - Ann left").messages[0];
    expect(notice?.kind).toBe("system");
  });
});

describe("line endings", () => {
  const header = (minute: number) => `[05/03/24, 14:0${minute}:00] `;

  test("a header after a bare LF is text where messages end with CRLF, and its author is told", () => {
    const { messages, quotedAuthors } = readChat(
      `${header(0)}Bo: look:\n${header(1)}Eve: pasted\n04/03/24, 14:07 - Di: too\nend\r\n${header(2)}Ann: ok\r\n`,
    );
    expect(messages.map(({ author, text }) => [author, text.split("\n").length])).toEqual([
      ["Bo", 4],
      ["Ann", 1],
    ]);
    expect(quotedAuthors).toEqual(["Eve", "Di"]);
  });

  test("an export with LF alone is read before and after one with CRLF, and with a stray CRLF", () => {
    const unix = "05/03/24, 14:07 - Ann: a\n05/03/24, 14:08 - Bo: b\n05/03/24, 14:09 - Cy: c\n";
    const dos = [3, 4, 5].map((minute) => `${header(minute)}Di: x\r\n`).join("");
    const authors = (text: string) => readChat(text).messages.map(({ author }) => author);
    expect(authors(unix + dos)).toEqual(["Ann", "Bo", "Cy", "Di", "Di", "Di"]);
    expect(authors(dos + unix)).toEqual(["Di", "Di", "Di", "Ann", "Bo", "Cy"]);
    expect(authors(unix + dos + unix)).toHaveLength(9);
    expect(authors(`${unix}05/03/24, 14:09 - Ann: with\r\na return\n${unix}`)).toHaveLength(7);
    expect(authors(unix.replace("a\n", "a\r\n"))).toHaveLength(3);
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
    ["lines that look like headers", lines("05/03/24 zorp 14:07 - Ann: x")],
    [
      "dates of another calendar",
      Array.from(
        { length: 30_000 },
        (_, i) => `14${30 + (i % 60)}/${(i % 12) + 1}/${(i % 30) + 1}, 14:07 - A: x`,
      ).join("\n"),
    ],
    ["lines that each end with CRLF and LF", `${`${header}A: x\r\ny\n`.repeat(mega / 32)}`],
    ["empty lines", `${header}A: x${"\n".repeat(mega)}`],
  ];

  test.each(cases)("a megabyte of %s is read or refused in linear time", (_, text) => {
    const start = performance.now();
    try {
      readChat(text);
    } catch (error) {
      expect(error).toHaveProperty("code", expect.stringMatching(/NOT_A_CHAT|UNKNOWN_HEADER/));
    }
    expect(performance.now() - start).toBeLessThan(linearLimit);
  });
});
