import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownLocales } from "./headers/known-locales.test.support.ts";
import { readChat } from "./read-chat.ts";

const locales = knownLocales();

/** How each platform writes a header and what follows it. */
const shapes = [
  { platform: "Android", timeStyle: "short", line: (when: string) => `${when} - Ann: x\n`, digits: 16 },
  { platform: "iOS", timeStyle: "medium", line: (when: string) => `[${when}] Ann: x\r\n`, digits: 19 },
] as const;

const clocks = ["the locale's", "h11", "h12", "h23", "h24"] as const;

/** Moments in the order of time, which are local times without a zone. */
const moments = fc
  .array(fc.integer({ min: Date.UTC(2010, 0, 1) / 1000, max: Date.UTC(2025, 11, 31) / 1000 }), {
    minLength: 2,
    maxLength: 8,
  })
  .map((seconds) => seconds.sort((a, b) => a - b).map((second) => second * 1000));

/** A 12-hour clock that ICU itself writes without day periods; and a language that has "ip." for the hours for which Finnish has "ap.". */
const withoutDayPeriods = ["fr-CM", "smn"];

describe("an export of every locale that ICU knows", () => {
  test.each(shapes)("is read rightly, or told to be ambiguous: $platform", ({ timeStyle, line, digits }) => {
    const formats = locales.flatMap((locale) =>
      clocks.flatMap((hourCycle) => {
        if ((hourCycle === "h11" || hourCycle === "h12") && withoutDayPeriods.includes(locale)) return [];
        const clock = hourCycle === "the locale's" ? {} : { hourCycle };
        return [
          {
            locale,
            format: new Intl.DateTimeFormat(locale, {
              dateStyle: "short",
              timeStyle,
              timeZone: "UTC",
              ...clock,
            }),
          },
        ];
      }),
    );
    fc.assert(
      fc.property(moments, (times) => {
        const expected = times.map((time) => new Date(time).toISOString().slice(0, digits));
        for (const { locale, format } of formats) {
          const text = times.map((time) => line(format.format(time))).join("");
          const { messages, forms, unread } = readChat(text);
          const read = messages.map(({ time }) => time.slice(0, digits));
          const ambiguous = forms.every(({ dateOrder }) => dateOrder.evidence === "locale");
          expect([locale, text, messages.length, unread]).toEqual([locale, text, times.length, []]);
          if (!ambiguous) expect([locale, text, ...read]).toEqual([locale, text, ...expected]);
        }
      }),
      { numRuns: 1 },
    );
  });

  test("is read rightly beside one of another, or the form that has another date is told to be ambiguous", () => {
    const form = fc.record({ shape: fc.constantFrom(...shapes), locale: fc.constantFrom(...locales) });
    fc.assert(
      fc.property(moments, form, form, (times, one, other) => {
        const half = Math.ceil(times.length / 2);
        const written = [one, other].map(({ shape, locale }, part) => {
          const { timeStyle, line, digits } = shape;
          const format = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle, timeZone: "UTC" });
          const own = part === 0 ? times.slice(0, half) : times.slice(half);
          return own.map((time) => ({
            text: line(format.format(time)),
            time: new Date(time).toISOString().slice(0, digits),
          }));
        });
        const lines = written.flat();
        const { messages, forms } = readChat(lines.map(({ text }) => text).join(""));
        const isRight = lines.every(({ time }, index) => messages[index]?.time.startsWith(time));
        // Nothing tells two locales apart whose forms are one.
        const ambiguous = forms.length < 2 || forms.some(({ dateOrder }) => dateOrder.evidence === "locale");
        expect([lines, isRight || ambiguous]).toEqual([lines, true]);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test.each(["buddhist", "japanese", "roc", "persian", "islamic-umalqura"])(
    "is read in the calendar %s",
    (calendar) => {
      for (const locale of [
        "en",
        "en-GB",
        "ja",
        "th",
        "zh-TW",
        "ko",
        "fr",
        "he",
        "hi",
        "tr",
        "de",
        "es",
        "ar",
      ]) {
        const format = new Intl.DateTimeFormat(`${locale}-u-ca-${calendar}`, {
          dateStyle: "short",
          timeStyle: "medium",
          timeZone: "UTC",
        });
        const times = [
          Date.UTC(2021, 9, 31, 23, 5, 9),
          Date.UTC(2022, 2, 4, 0, 59, 8),
          Date.UTC(2022, 11, 31, 12, 0, 7),
        ];
        const text = times.map((time) => `[${format.format(time)}] Ann: x\n`).join("");
        const read = readChat(text).messages.map(({ time }) => time);
        expect([text, ...read]).toEqual([
          text,
          ...times.map((time) => new Date(time).toISOString().slice(0, 19)),
        ]);
      }
    },
  );
});
