import { phrase, problem } from "@tenetjs/core/internals";
import { books } from "@tenetjs/datasets";
import { counted } from "../../corpus/counted.ts";
import { sampleName } from "../../corpus/find-source.ts";
import { plainText } from "../../corpus/plain-text.ts";
import { readSources } from "../../corpus/read-corpus.ts";
import { option, optionGroup, type ValuesOf, withDefaults } from "../../options/option.ts";
import { list, positive, toggle } from "../../options/value-types.ts";
import { languageOptions } from "./language-options.ts";
import { languageTask } from "./language-task.ts";

const options = {
  ...optionGroup(
    { heading: "Text", resume: "must stay" },
    {
      proportions: option({
        flag: "--proportions <list>",
        type: list(positive),
        otherwise: "the lengths of the texts",
        help: "relative weight of each text in training, such as 2,1",
      }),
      keepGutenberg: option({
        flag: "--keep-gutenberg",
        type: toggle,
        default: false,
        help: "train on Project Gutenberg's header and licence in a book, too",
      }),
    },
  ),
  ...withDefaults(languageOptions, { layers: 2, hiddenSize: 128, time: 30 }),
};

/** `tenet train text`: a language model of books and other texts. */
export const text = languageTask({
  name: "text",
  argument: {
    name: "<text...>",
    help: `files, or books by name: ${[...Object.keys(books), sampleName].join(", ")}`,
  },
  help: `
A book is downloaded once and then cached. Write ./alice for a file with the name of a book.
With several texts, each sequence comes from one of them, and the held-out loss is reported for each.

Examples:
  tenet train text alice --out runs/alice
  tenet train text alice manifesto --proportions 1,1 --preset adam
  tenet train text notes.txt --cell gru --hidden 256 --patience 5 --out runs/notes`,
  options,
  read: async ({ values, names, terminal }) => {
    checkTexts(names, values);
    const sources = await readSources(names, terminal);
    const read = sources.map((source) => {
      const { text, leftOut } = plainText(source, values);
      if (leftOut > 0) {
        const what = `${counted(leftOut, "character")} of Project Gutenberg's header and licence are left out`;
        terminal.error(`${source.name}: ${what} (--keep-gutenberg keeps them)`);
      }
      return { ...source, text };
    });
    return { sources: read };
  },
  textOf: async (source, options) => plainText(source, options).text,
  proportions: ({ proportions }) => proportions,
});

/** @throws {RangeError} for options that do not fit the number of texts. */
function checkTexts(
  names: readonly string[],
  { proportions, carryState }: Pick<ValuesOf<typeof options>, "proportions" | "carryState">,
): void {
  if (proportions !== null && proportions.length !== names.length) {
    const got = phrase(String(proportions.length));
    throw new RangeError(problem("--proportions", `one number for each of the ${names.length} texts`, got));
  }
  if (carryState && names.length > 1) {
    const next = "It reads one text from start to end. Leave it out, or join the texts in one file.";
    throw new RangeError(problem("--carry-state", "one text", phrase(String(names.length)), next));
  }
}
