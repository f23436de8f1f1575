import { visibleText } from "@tenetjs/core/internals";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { gateOpenness, page } from "./node/index.ts";

const figure = gateOpenness({
  title: "Gate",
  until: 10,
  curves: [{ period: 5, openRatio: 0.5, shift: 0 }],
});

describe("page", () => {
  test("sections follow, each under its heading, with numeric columns aligned to the right", () => {
    const table = {
      caption: "Ratios",
      note: "Of one run.",
      columns: ["cell", "ratio"],
      rows: [["LSTM", "3.1 (2.9 to 3.3)"]],
      numericColumns: [1],
    };
    const sections = [{ heading: "Speed & <size>", notes: ["A note."], figures: [figure], tables: [table] }];
    const { document } = parseHTML(page({ title: "Results", figures: [], sections }));
    expect(document.querySelector("section h2")?.textContent).toBe("Speed & <size>");
    expect(document.querySelectorAll("section > p, section figure svg")).toHaveLength(2);
    expect(document.querySelector("caption")?.textContent).toBe("RatiosOf one run.");
    expect(document.querySelector("td.number")?.textContent).toBe("3.1 (2.9 to 3.3)");
  });

  test("has notes, figures and tables in one file that makes no network requests", () => {
    const html = page({
      title: "Results",
      notes: ["One seed."],
      figures: [figure, figure],
      tables: [
        {
          caption: "Accuracy",
          columns: ["cell", "T = 6"],
          rows: [
            ["RNN", 0.123456],
            ["LSTM", 1],
          ],
        },
      ],
    });
    const { document } = parseHTML(html);
    expect(document.querySelectorAll("figure svg")).toHaveLength(2);
    expect(document.querySelector("caption")?.textContent).toBe("Accuracy");
    expect(Array.from(document.querySelectorAll("td"), ({ textContent }) => textContent)).toEqual([
      "RNN",
      "0.1235",
      "LSTM",
      "1",
    ]);
    expect(html).toContain("default-src 'none'");
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|<script|<link|<img|@import/,
    );
  });

  test("text is escaped everywhere", () => {
    fc.assert(
      fc.property(fc.string(), (inner) => {
        const text = visibleText(`<b>"&'${inner}`);
        const html = page({
          title: text,
          notes: [text],
          figures: [],
          tables: [{ caption: text, columns: [text], rows: [[text]] }],
          language: text,
        });
        const { document } = parseHTML(html);
        expect(document.querySelectorAll("b")).toHaveLength(0);
        for (const place of ["title", "h1", "p", "caption", "th", "td"])
          expect(document.querySelector(place)?.textContent).toBe(text);
      }),
    );
  });

  test("contents link to each section", () => {
    const sections = [{ heading: "First & last" }, { heading: "Second" }];
    const { document } = parseHTML(page({ title: "t", figures: [], sections, contents: true }));
    const links = Array.from(document.querySelectorAll("nav a"));
    expect(links.map(({ textContent }) => textContent)).toEqual(["First & last", "Second"]);
    for (const link of links) {
      const target = document.querySelector(link.getAttribute("href") as string);
      expect(target?.querySelector("h2")?.textContent).toBe(link.textContent);
    }
  });

  test("control characters are shown, not obeyed", () => {
    const { document } = parseHTML(page({ title: "a\x1b[2J\u202e", figures: [] }));
    expect(document.querySelector("h1")?.textContent).toBe("a\u241b[2J<U+202E>");
  });

  test("a figure that is not SVG, and a row of the wrong length, are refused", () => {
    expect(() => page({ title: "t", figures: ["<p>"] })).toThrow(TypeError);
    expect(() => page({ title: "t", figures: [], tables: [{ columns: ["a", "b"], rows: [["x"]] }] })).toThrow(
      /expected 2 cells in each row of the table, got \["x"\]/,
    );
  });
});
