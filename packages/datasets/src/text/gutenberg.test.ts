import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stripGutenberg } from "./gutenberg.ts";

const work = "CHAPTER I\n\nIt was *** a dark night.\n\n  The End.\n";
const licence = "\n\n*** START: FULL LICENSE ***\n\nTHE FULL PROJECT GUTENBERG LICENSE\nPLEASE READ THIS\n";

describe("stripGutenberg", () => {
  test.each([
    [
      "*** START OF THE PROJECT GUTENBERG EBOOK ALICE ***",
      "*** END OF THE PROJECT GUTENBERG EBOOK ALICE ***",
    ],
    [
      "*** START OF THIS PROJECT GUTENBERG EBOOK ALICE ***",
      "*** END OF THIS PROJECT GUTENBERG EBOOK ALICE ***",
    ],
    ["***START OF THE PROJECT GUTENBERG EBOOK ALICE***", "***END OF THE PROJECT GUTENBERG EBOOK ALICE***"],
    ["*** START OF THE PROJECT GUTENBERG EBOOK ALICE\nIN WONDERLAND ***", "*** END OF THE PROJECT GUTENBERG"],
    [
      "*** START OF THE PROJECT GUTENBERG EBOOK A\nB\nC ***",
      "End of Project Gutenberg's Alice, by Lewis Carroll",
    ],
    ["*** START OF THE PROJECT GUTENBERG EBOOK ALICE", "End of the Project Gutenberg EBook of Alice"],
    [
      "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
      "End of The Project Gutenberg Etext of Alice",
    ],
    [
      "*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.07.02.92*END*",
      "The End of Project Gutenberg Etext Alice",
    ],
    [
      "*** START OF THE COPYRIGHTED PROJECT GUTENBERG EBOOK ALICE ***",
      "Ende dieses Project Gutenberg Etextes",
    ],
  ])("the text between %j and %j is the work, unchanged", (start, end) => {
    const file = `The Project Gutenberg eBook of Alice\n\n${start}\n\n\n${work}\n\n${end}\n${licence}`;
    expect(stripGutenberg(file)).toBe(work);
    expect(stripGutenberg(file.replaceAll("\n", "\r\n"))).toBe(
      `${work.trimEnd().replaceAll("\n", "\r\n")}\n`,
    );
  });

  test("a plain end line before the line with asterisks is not part of the work", () => {
    const ends = "End of Project Gutenberg's Alice\n\n*** END OF THIS PROJECT GUTENBERG EBOOK ALICE ***\n";
    expect(stripGutenberg(`*** START OF THIS PROJECT GUTENBERG EBOOK ***\n${work}\n${ends}${licence}`)).toBe(
      work,
    );
  });

  test("a small print section before a start marker, or in the footer, does not move the boundaries", () => {
    const print =
      "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN EBOOKS**START***\nwhy\n*END*THE SMALL PRINT!*END*\n";
    const start = "*** START OF THE PROJECT GUTENBERG EBOOK ALICE ***\n";
    const end = "End of Project Gutenberg's Alice\n";
    expect(stripGutenberg(`${print}more\n${start}${work}${end}`)).toBe(work);
    expect(stripGutenberg(`${start}${work}${end}${print}licence\n`)).toBe(work);
  });

  test("credits are removed from the first paragraph only, and text that only resembles credits is kept", () => {
    const start = "*** START OF THE PROJECT GUTENBERG EBOOK ALICE ***\n\n";
    const credits = "Produced by Ann Onymous and the\nproofreading team\n\n\n";
    expect(stripGutenberg(start + credits + work)).toBe(work);
    expect(stripGutenberg(`${start}E-text prepared by Ann\n\n${work}`)).toBe(work);
    expect(stripGutenberg(`${start}Transcribed by Ann and Bob.\n\n\n${work}`)).toBe(work);
    expect(stripGutenberg(`${start}${work}\n${credits}`)).toBe(`${work}\n${credits.trimEnd()}\n`);
    expect(stripGutenberg(`${start}Produced by day, felt by night.\n`)).toBe(
      "Produced by day, felt by night.\n",
    );
  });

  test("a file without an end marker loses its header, and one without a start marker its footer", () => {
    expect(stripGutenberg(`head\n*** START OF THE PROJECT GUTENBERG EBOOK ALICE ***\n${work}`)).toBe(work);
    expect(stripGutenberg(`${work}*** END OF THE PROJECT GUTENBERG EBOOK ALICE ***\n${licence}`)).toBe(work);
  });

  test("a plain end line cuts nothing unless a start marker comes first: anyone may write it", () => {
    const own = `${work}End of Project Gutenberg was what the sign said.\n${work.repeat(9)}`;
    expect(stripGutenberg(own)).toBeUndefined();
    const start = "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*END*\n";
    expect(stripGutenberg(`${start}${work}End of Project Gutenberg's A\nlicence\n`)).toBe(work);
  });

  test("notes on other versions, credits and closing lines in other languages are not part of the work", () => {
    const start = "*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\n";
    const end = "\n*** END OF THE PROJECT GUTENBERG EBOOK A ***\nlicence\n";
    const before = [
      "E-text prepared by A. Nobody\n\n\n",
      "Note: Project Gutenberg also has an HTML version of this\n      file with illustrations.\n      See www.example.org\n\n",
      "This Project Gutenberg Etext was prepared by A. Nobody.\n\n",
      "[Transcriber's Note: Project Gutenberg has the other volumes.]\n\n",
      "This etext was produced from A Magazine, May 1950.\nNo evidence of a renewed copyright was found.\n\n",
      "Scanned and proofed by A. Nobody\n\n",
      "Digitised by A. Nobody, for\nProject Gutenberg\n\n",
      "This HTML version by A. Nobody\n\n",
      "The Project\nGutenberg Etext of A\n\n",
    ];
    for (const paragraph of [...before, before.slice(0, 4).join("\n")]) {
      expect(stripGutenberg(start + paragraph + work + end)).toBe(work);
    }
    for (const line of [
      "Fin de Project Gutenberg's A, by Nobody",
      "Ende dieses Projekt Gutenberg Etextes",
      "Fim do Project Gutenberg A",
      "Fin del Proyecto Gutenberg",
      "Fine del Progetto Gutenberg",
      "Fin de l'édition du Projet Gutenberg",
      "[End of this Etext of Project Gutenberg]",
      "***The Project Gutenberg Etext of A***",
    ]) {
      expect(stripGutenberg(`${start}${work}\n${line}\n${end}`)).toBe(work);
    }
  });

  test("paragraphs of the licence inside a work are left out, and a paragraph about Project Gutenberg is kept", () => {
    const start = "*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\n";
    const licensed =
      "This eBook is for the use of anyone anywhere at no cost\nunder the terms of the Project Gutenberg License.\n\n";
    for (const paragraph of [
      "distributed under the terms of the Project\nGutenberg License.",
      "Project Gutenberg-tm electronic works",
      "**eBooks Readable By Both Humans and By Computers, Since 1971**",
      "https://www.gutenberg.org/1/11/",
    ])
      expect(stripGutenberg(`${start}PART I\n\n${paragraph}\n\none\n`)).toBe("PART I\n\none\n");
    const about = "He had read of Project Gutenberg, and of its founder.\n";
    expect(stripGutenberg(`${start}PART I\n\n${licensed}one\n\n${licensed}two\n\n${about}`)).toBe(
      `PART I\n\none\n\ntwo\n\n${about}`,
    );
  });

  test("concatenated files give all their works", () => {
    const modern = `head\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\n${work}*** END OF THE PROJECT GUTENBERG EBOOK A ***\n${licence}`;
    const old = `head\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*END*\n${work}End of Project Gutenberg's A\n`;
    expect(stripGutenberg(modern + old + modern)).toBe([work, work, work].join("\n"));
  });

  test("a text without markers, or with nothing between them, gives undefined", () => {
    expect(stripGutenberg(work)).toBeUndefined();
    expect(stripGutenberg("I read that END OF THE PROJECT GUTENBERG was near.")).toBeUndefined();
    expect(
      stripGutenberg("*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\n*** END OF THE PROJECT GUTENBERG"),
    ).toBeUndefined();
  });

  test("any work comes back whole, except for blank lines around it", () => {
    const lines = fc.array(
      fc.string({ unit: "grapheme" }).filter((line) => !/[\r\n\u2028\u2029]/.test(line)),
    );
    fc.assert(
      fc.property(lines, (body) => {
        const text = `x${body.join("\n")}\nend`;
        const file = `*** START OF THE PROJECT GUTENBERG EBOOK A ***\n${text}\n*** END OF THE PROJECT GUTENBERG EBOOK A ***\n`;
        expect(stripGutenberg(file)).toBe(`${text}\n`);
      }),
    );
  });

  test("two megabytes of spaces, blank lines, asterisks or incomplete markers take linear time", () => {
    for (const hostile of [
      ...[" ", "*", "*** START OF ", "END OF THE ", "\n ", "Produced by\n", "\n", "Produced by x\n\n"],
      ...[
        "Project Gutenberg License ",
        "Project Gutenberg License\n\n",
        "x\n\n",
        "*** START OF THE PROJECT GUTENBERG\n\n",
        "End of the end ",
        "\nEnd of the end of the",
        "prepared and ",
        "\nProject Gutenberg Etext ",
      ],
    ]) {
      const text = hostile.repeat(Math.ceil(2e6 / hostile.length));
      const started = performance.now();
      stripGutenberg(text);
      stripGutenberg(`*** START OF THE PROJECT GUTENBERG EBOOK A ***\n${text}`);
      expect(performance.now() - started).toBeLessThan(linearLimit);
    }
  });
});
