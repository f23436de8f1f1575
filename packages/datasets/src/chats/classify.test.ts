import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MarkerWords, markerWords } from "./marker-words.ts";
import { readChat } from "./read-chat.ts";

const read = (body: string) => {
  const { kind, author, text, edited } = readChat(`[05/03/24, 14:07:09] Ann: ${body}`).messages[0]!;
  return { kind, author, text, edited };
};
const kindOf = (body: string) => read(body).kind;

describe("media", () => {
  test.each([
    ...[
      "<Media omitted>",
      "image omitted",
      "\u200EImage omitted",
      "\u200EGIF omitted",
      "\u200EContact card omitted",
    ],
    ...["<Media weggelaten>", "\u200Eafbeelding weggelaten", "\u200EVisitekaartje weggelaten"],
    ...["<Medien ausgeschlossen>", "\u200EBild weggelassen", "\u200EKontaktkarte ausgelassen"],
    ...["<Multimedia omitido>", "\u200Eimagen omitida", "\u200EVideo omitido"],
    ...["<Médias omis>", "\u200Eimage absente", "\u200EGIF retiré", "\u200Evide\u0301o absente"],
    ...[
      "IMG-20240305-WA0001.jpg (file attached)",
      "\u200EIMG-1.jpg (file attached)",
      "IMG-1.jpg (bestand bijgevoegd)",
    ],
    ...["IMG-1.jpg (Datei angehängt)", "IMG-1.jpg (archivo adjunto)", "IMG-1.jpg (fichier joint)"],
    ...["<attached: 1-PHOTO.jpg>", "\u200E<bijgevoegd: 1.jpg>", "<Anhang: 1.jpg>", "<adjunto: 1.jpg>"],
    ...["<pièce jointe : 1.jpg>", "<pièce jointe\u00A0: 1.jpg>"],
    ...["a caption \u200E<attached: 1-PHOTO.jpg>", "report.pdf • \u200E3 pages \u200Edocument omitted"],
    "IMG-1.jpg (file attached)\na caption\nof two lines",
    ...["<ไม่รวมสื่อ>", "<省略影音内容>", "<Mensagem de visualização única omitida>"],
    ...["location: https://maps.google.com/?q=1.5,-2", "位置情報: https://maps.google.com/?q=1,2"],
    ...["localisation : https://maps.google.com/?q=-1,2", "\u200EStandort: https://maps.google.com/?q=1,2"],
    ...["POLL:\nWhen?\nOPTION: Mon (2 votes)", "SONDAGE :\nQuand ?\nOPTION : lundi (1 vote)"],
    "ОПРОС:\nКогда?\nВАРИАНТ: вторник (0 голосов)",
  ])("%j is media", (body) => {
    expect(kindOf(body)).toBe("media");
  });

  test.each([
    ...[
      "the image omitted the sky",
      "my image omitted",
      "<media>",
      "<3 <3>",
      "(file attached)",
      "<attached>",
    ],
    ...[
      "Archiv ausgelassen",
      "omitted",
      "",
      "<好>",
      "look at https://maps.google.com/?q=1,2",
      "TODO:\nmilk\nBREAD: two",
    ],
  ])("%j is text", (body) => {
    expect(kindOf(body)).toBe("text");
  });

  test("are null on Android, where an export has neither words nor a file for them, if that is all and in small letters", () => {
    const android = (body: string) => readChat(`05/03/24, 14:07 - Ann: ${body}`).messages[0]?.kind;
    expect(["null", "null <This message was edited>"].map(android)).toEqual(["media", "media"]);
    expect(["Null", "null!", "null\nnull", "nullus", ""].map(android)).toEqual(Array(5).fill("text"));
    expect(kindOf("null")).toBe("text");
  });

  test("keep their text as exported, including captions, without the marks", () => {
    expect(read("\u200EIMG-1.jpg (file attached)\na caption").text).toBe(
      "IMG-1.jpg (file attached)\na caption",
    );
  });
});

describe("deleted messages", () => {
  test.each([
    ...["This message was deleted", "\u200EThis message was deleted.", "You deleted this message"],
    ...[
      "This message was deleted by admin Bob.",
      "Dit bericht is verwijderd",
      "U hebt dit bericht verwijderd.",
    ],
    ...["Diese Nachricht wurde gelöscht.", "Du hast diese Nachricht gelöscht.", "Se eliminó este mensaje."],
    ...["Eliminaste este mensaje.", "Ce message a été supprimé", "Vous avez supprimé ce message"],
  ])("%j is deleted", (body) => {
    expect(kindOf(body)).toBe("deleted");
  });

  test("a message about a deleted message is text", () => {
    expect(kindOf("This message was deleted? Why")).toBe("text");
  });
});

describe("edited messages", () => {
  test.each([
    ...["<This message was edited>", "\u200E<This message was edited.>", "<Dit bericht is bewerkt>"],
    ...["<Diese Nachricht wurde bearbeitet.>", "<Se editó este mensaje.>", "<Ce message a été modifié>"],
  ])("%j is removed from the text, and edited is true", (marker) => {
    expect(read(`one\ntwo ${marker}`)).toEqual({
      kind: "text",
      author: "Ann",
      text: "one\ntwo",
      edited: true,
    });
  });

  test("other text in angle brackets is kept", () => {
    expect(read("one <two>")).toEqual({ kind: "text", author: "Ann", text: "one <two>", edited: false });
  });
});

describe("notices that an export attributes to an author", () => {
  test("are system messages if a mark precedes words that only notices contain", () => {
    const notices = [
      "Messages and calls are end-to-end encrypted.",
      "Ann created group “A”",
      "Berichten en gesprekken zijn end-to-end versleuteld.",
      "Ann hat die Gruppe „A“ erstellt.",
      "Ann creó el grupo «A»",
      "Ann a créé le groupe « A »",
    ];
    for (const notice of notices) {
      expect(read(`\u200E${notice}`)).toEqual({ kind: "system", author: null, text: notice, edited: false });
      expect(kindOf(notice)).toBe("text");
    }
  });

  test("are known by their words alone where they stand for a message that has not arrived", () => {
    const notice = "Waiting for this message. This may take a while.";
    for (const body of [notice, `\u200E${notice}`])
      expect(read(body)).toEqual({ kind: "system", author: null, text: notice, edited: false });
    expect(kindOf("Waiting for this message")).toBe("text");
  });

  test("are known by the mark in any language, where they end a sentence or name their author", () => {
    for (const notice of ["Ann zorped the grimble.", "Ann grimbled"]) {
      expect(read(`\u200E${notice}`)).toMatchObject({ kind: "system", author: null });
    }
  });
});

describe("what follows a mark on iOS, in any language", () => {
  test("is never text", () => {
    fc.assert(
      fc.property(fc.constantFrom("\u200E", "\u200F"), fc.string({ unit: "grapheme" }), (mark, words) => {
        const said = words.replace(/[\r\n\u2028\u2029]/g, "");
        expect(kindOf(`${mark}x${said}`)).not.toBe("text");
      }),
    );
  });

  test("is media if it is a few words, a place or an attachment", () => {
    expect(kindOf("\u200Ezorp grimbled out")).toBe("media");
    expect(kindOf("\u200EZorp: https://maps.example.org/?q=1,2")).toBe("media");
    expect(kindOf("\u200E<zorp: 1-PHOTO.jpg>")).toBe("media");
    expect(kindOf("report.pdf • \u200E3 zorps \u200Egrimble left out")).toBe("media");
  });

  test("is a note of editing if it stands in angle brackets at the end", () => {
    expect(read("one \u200E<zorp grimbled>")).toEqual({
      kind: "text",
      author: "Ann",
      text: "one",
      edited: true,
    });
  });

  test("is a message like any other on Android, where users may type a mark", () => {
    expect(readChat("05/03/24, 14:07 - Ann: \u200Ehello").messages[0]?.kind).toBe("text");
  });
});

describe("the languages of the tables", () => {
  test("are listed in the README, by kind of marker", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8").replace(/\s+/g, " ");
    const names = new Intl.DisplayNames("en", { type: "language" });
    // Two languages have a plainer name than CLDR gives them.
    const plainer: Readonly<Record<string, string>> = { bn: "Bengali", nb: "Norwegian" };
    const listed = (field: keyof MarkerWords) => {
      const languages = Object.keys(markerWords).filter(
        (language) => markerWords[language]?.[field] !== undefined,
      );
      const sorted = languages.map((language) => plainer[language] ?? names.of(language)).sort();
      return [sorted.length, `${sorted.slice(0, -1).join(", ")} and ${sorted.at(-1)}.`] as const;
    };
    const [media, edited, calls] = [listed("omitted"), listed("edited"), listed("calls")];
    expect(readme).toContain(
      `Markers of media and deleted messages are known in ${media[0]} languages: ${media[1]}`,
    );
    expect(readme).toContain(`The note of edited messages is known in ${edited[0]}: ${edited[1]}`);
    expect(readme).toContain(`Calls are known in ${calls[0]}: ${calls[1]}`);
    const all = Object.entries(markerWords);
    for (const field of ["attached", "deleted"] as const) {
      const lacking = all.filter(([, words]) => words[field] === undefined).map(([language]) => language);
      expect([field, lacking]).toEqual([field, { attached: ["ta"], deleted: ["sq", "te"] }[field]]);
    }
  });

  const variants = Object.entries(markerWords).flatMap(([language, { omitted = "", deleted = "" }]) => [
    ...omitted.split("|").map((words) => [language, words, "media"] as const),
    ...deleted.split("|").map((words) => [language, words, "deleted"] as const),
  ]);

  test("have what stands for media and deleted messages, with and without marks and brackets", () => {
    for (const [language, words, kind] of variants.filter(([, words]) => words !== "")) {
      for (const body of [words, `\u200E${words}`, `<${words}>`, `${words}.`]) {
        expect([language, body, kindOf(body)]).toEqual([language, body, kind]);
      }
    }
  });

  test("have calls, which are notices after a mark and text without one", () => {
    for (const { calls = "" } of Object.values(markerWords)) {
      for (const words of calls.split("|").filter(Boolean)) {
        expect([words, kindOf(`\u200E${words}, \u200ETap`), kindOf(words)]).toEqual([
          words,
          "system",
          "text",
        ]);
      }
    }
  });
});
